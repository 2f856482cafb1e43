import { useId } from 'react'
import type { Verdict } from '#features/rule-sets/evaluation.ts'
import type { Leaf } from '#features/rule-sets/item.ts'
import * as dossierMessages from '#features/dossiers/screenMessages.ts'
import { SaveState } from '#features/dossiers/ui/SaveState.tsx'
import { VerdictChip } from '#features/dossiers/ui/VerdictChip.tsx'
import { type GivenVerdict, needsTelling, type Unsent, type VerdictQueue } from '#features/dossiers/ui/verdictQueue.ts'
import { nameOf } from '#features/dossiers/ui/verdictWords.ts'
import { Icon } from '#platform/web/Icon.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { StateChip } from '#platform/web/StateChip.tsx'
import type { AppraisalView } from '../contract.ts'
import * as messages from '../screenMessages.ts'
import { OpinionBody } from './OpinionBody.tsx'

export type OpinionLine = AppraisalView['items'][number]

export interface OpinionProps {
  appraisal: AppraisalView
  line: OpinionLine
  item: Leaf
  queue: VerdictQueue
  unsent: Unsent | null
  saved: GivenVerdict | null
  /** The code of the item after this one. */
  next: string | undefined
}

interface RowProps extends OpinionProps {
  open: boolean
  onToggle: () => void
}

/** One item of the appraisal. */
export function OpinionRow({ open, onToggle, ...opinion }: RowProps) {
  const m = useMessages(messages)
  const d = useMessages(dossierMessages)
  const body = useId()
  const { line, item, unsent, saved } = opinion
  const cells: [string, Verdict | null][] = [
    [m.cell, line.self?.verdict ?? null],
    [m.commune, line.commune?.verdict ?? null],
    [m.own, (unsent ?? saved ?? line.own)?.verdict ?? null],
    [m.agreed, line.agreed?.verdict ?? null],
  ]
  return (
    <li className="criterion" id={`item-${item.code}`}>
      <button type="button" className="criterion-head" aria-expanded={open} aria-controls={body} onClick={onToggle}>
        <span className="criterion-name">
          <span>
            <span className="muted">{item.code}.</span> {nameOf(item, d)}
          </span>
          {(item.toBeEntered || needsTelling(unsent) || line.dissents.length > 0) && (
            <span className="criterion-marks">
              {item.toBeEntered && <StateChip tone="warn">{d.toBeEntered}</StateChip>}
              {line.dissents.length > 0 && <StateChip tone="warn">{m.dissents}</StateChip>}
              {needsTelling(unsent) && <SaveState unsent={unsent} saved={null} />}
            </span>
          )}
        </span>
        {cells.map(([label, verdict]) => (
          <span
            key={label}
            className={verdict || label === m.own ? 'criterion-verdict' : 'criterion-verdict criterion-none'}
          >
            <span className="criterion-label small muted">{label}</span>
            <VerdictChip item={item} verdict={verdict} />
          </span>
        ))}
        <span className="criterion-arrow">
          <Icon name="down" size={20} />
        </span>
      </button>
      {open && (
        <div id={body} className="criterion-body">
          <OpinionBody {...opinion} />
        </div>
      )}
    </li>
  )
}
