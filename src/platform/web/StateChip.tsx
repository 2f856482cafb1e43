import './StateChip.css'
import { Icon, type IconName } from './Icon.tsx'

export type Tone = 'met' | 'warn' | 'late' | 'gold' | 'slate' | 'neutral'

const icons: Record<Tone, IconName> = {
  met: 'check',
  warn: 'alert',
  late: 'clock',
  gold: 'medal',
  slate: 'dot',
  neutral: 'dot',
}

/** A state by word, picture and colour, so that none of them is needed alone. */
export function StateChip({ tone, children, icon }: { tone: Tone; children: string; icon?: IconName }) {
  return (
    <span className={`chip chip-${tone}`}>
      <Icon name={icon ?? icons[tone]} size={16} />
      {children}
    </span>
  )
}
