import type { IconName } from '#platform/web/Icon.tsx'
import type { Tone } from '#platform/web/StateChip.tsx'
import type { Mark } from '../becoming.ts'

/** How a mark looks, everywhere the same: by colour, picture and word. */
export const markLooks: Record<Mark, { tone: Tone; icon: IconName }> = {
  merged: { tone: 'late', icon: 'return' },
  split: { tone: 'late', icon: 'out' },
  ended: { tone: 'late', icon: 'close' },
  gives: { tone: 'warn', icon: 'out' },
  receives: { tone: 'slate', icon: 'download' },
  changed: { tone: 'gold', icon: 'edit' },
  moved: { tone: 'slate', icon: 'right' },
  reopened: { tone: 'met', icon: 'undo' },
  new: { tone: 'met', icon: 'plus' },
  stays: { tone: 'neutral', icon: 'dot' },
}
