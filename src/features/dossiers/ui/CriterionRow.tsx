import { useId } from 'react'
import type { Leaf } from '#features/rule-sets/item.ts'
import { Icon } from '#platform/web/Icon.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { StateChip } from '#platform/web/StateChip.tsx'
import type { DossierView } from '../dossierView.ts'
import * as messages from '../screenMessages.ts'
import { CriterionBody } from './CriterionBody.tsx'
import type { BodyKind, ItemLine, JudgingKind } from './judging.ts'
import { SaveState } from './SaveState.tsx'
import { VerdictChip } from './VerdictChip.tsx'
import { type GivenVerdict, needsTelling, type Unsent, type VerdictQueue } from './verdictQueue.ts'
import { nameOf } from './verdictWords.ts'

export interface CriterionProps {
  dossier: DossierView
  line: ItemLine
  item: Leaf
  judging: JudgingKind | null
  queue: VerdictQueue
  unsent: Unsent | null
  saved: GivenVerdict | null
  /** The code of the item after this one. */
  next: string | undefined
}

interface RowProps extends CriterionProps {
  bodies: readonly BodyKind[]
  open: boolean
  onToggle: () => void
}

/** One criterion: its name, each body's verdict, its evidence. Opens in place. */
export function CriterionRow({ bodies, open, onToggle, ...criterion }: RowProps) {
  const m = useMessages(messages)
  const { line, item, judging, unsent, saved } = criterion
  const body = useId()
  const shown = (kind: BodyKind) => {
    const own = kind === judging ? (unsent ?? saved) : null
    return own?.verdict ?? line.verdicts[kind]?.verdict ?? null
  }
  return (
    <li className="criterion" id={`item-${item.code}`}>
      <button type="button" className="criterion-head" aria-expanded={open} aria-controls={body} onClick={onToggle}>
        <span className="criterion-name">
          <span>
            <span className="muted">{item.code}.</span> {nameOf(item, m)}
          </span>
          {(item.toBeEntered || line.late || needsTelling(unsent)) && (
            <span className="criterion-marks">
              {item.toBeEntered && <StateChip tone="warn">{m.toBeEntered}</StateChip>}
              {line.late && <StateChip tone="late">{m.late}</StateChip>}
              {needsTelling(unsent) && <SaveState unsent={unsent} saved={null} />}
            </span>
          )}
        </span>
        {bodies.map((kind) => (
          <span
            key={kind}
            className={shown(kind) || kind === judging ? 'criterion-verdict' : 'criterion-verdict criterion-none'}
          >
            <span className="criterion-label small muted">{m.bodies[kind]}</span>
            <VerdictChip item={item} verdict={shown(kind)} />
          </span>
        ))}
        <span className="criterion-evidence small">
          <span className="criterion-label muted">{m.evidence}</span>
          {line.evidence}
        </span>
        <span className="criterion-arrow">
          <Icon name="down" size={20} />
        </span>
      </button>
      {open && (
        <div id={body} className="criterion-body">
          <CriterionBody {...criterion} />
        </div>
      )}
    </li>
  )
}
