import './OperationList.css'
import { Fragment, useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Icon } from '#platform/web/Icon.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { StateChip } from '#platform/web/StateChip.tsx'
import { formatDate } from '#shared/format.ts'
import type { Decision, Operation } from '../plan.ts'
import * as messages from '../screenMessages.ts'
import { endsOf, shownOf } from './planDraft.ts'
import { UnitName } from './UnitName.tsx'

interface OperationListProps {
  operations: readonly Operation[]
  named: ReadonlyMap<string, string>
  /** The plan's own day and decision: what differs from them is told. */
  paper: { effective: string; decision: Decision | null }
  /** Absent where the plan is only read. */
  onRemove?: (operation: Operation) => void
}

const PAGE = 30

/** What a plan says, line by line. */
export function OperationList({ operations, named, paper, onRemove }: OperationListProps) {
  const m = useMessages(messages)
  const [shown, setShown] = useState(PAGE)
  const all = shownOf(operations)
  const names = (ids: readonly string[]) =>
    ids.map((id, index) => (
      <Fragment key={id}>
        {index > 0 && ', '}
        <UnitName id={id} operations={operations} named={named} />
      </Fragment>
    ))
  return (
    <ul className="operation-list">
      {all.slice(0, shown).map((one) => {
        const { from, into } = endsOf(one)
        return (
          <li key={JSON.stringify(one)} className="operation-list-line">
            <StateChip tone="slate">{m.does[one.do]}</StateChip>
            <span className="operation-list-text">
              {names(from)}
              <Icon name="right" size={16} />
              {names(into)}
              {'name' in one && one.do !== 'create' && one.name}
              {one.do === 'change_kind' && !one.name && one.kind}
              <OwnTold operation={one} paper={paper} />
            </span>
            {onRemove && (
              <Button look="quiet" small icon="trash" onClick={() => onRemove(one)}>
                {m.remove(m.does[one.do])}
              </Button>
            )}
          </li>
        )
      })}
      {all.length > shown && (
        <li>
          <Button small onClick={() => setShown(shown + PAGE)}>
            {m.moreChanges(Math.min(PAGE, all.length - shown))}
          </Button>
        </li>
      )}
    </ul>
  )
}

/** The day and the decision of a change that has others than its plan. */
function OwnTold({ operation: { on, decision }, paper }: { operation: Operation; paper: OperationListProps['paper'] }) {
  const m = useMessages(messages)
  const told = [
    on !== '' && on !== paper.effective && m.from(formatDate(on)),
    decision && decision.number !== paper.decision?.number && m.byDecision(decision.number),
  ].filter(Boolean)
  return told.length > 0 && <span className="small muted operation-list-own">{told.join(', ')}</span>
}
