import { useState } from 'react'
import { useHash } from '#platform/web/address.ts'
import { call } from '#platform/web/api.ts'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import '#features/dossiers/ui/CriteriaCard.css'
import { UnsentNotice } from '#features/dossiers/ui/UnsentNotice.tsx'
import { useVerdictQueue } from '#features/dossiers/ui/useVerdictQueue.ts'
import { type AppraisalView, giveVerdicts } from '../contract.ts'
import * as messages from '../screenMessages.ts'
import { OpinionRow } from './OpinionRow.tsx'

/** Item by item: what cell and commune said, one's own verdict, what the team agreed. Opens in place to judge. */
export function OpinionsCard({ appraisal }: { appraisal: AppraisalView }) {
  const m = useMessages(messages)
  const { dossierId, items, allowedActions, ownClosed, agreedOn } = appraisal
  const judging = allowedActions.includes('judge')
  const { queue, state } = useVerdictQueue(`${dossierId}:team`, (verdicts) =>
    call(giveVerdicts, { dossierId, verdicts }),
  )
  const [open, setOpen] = useState<string | null>(null)
  useHash((place) => {
    const line = items.find(({ item, own }) =>
      place === 'criteria' ? judging && item.mode !== 'group' && own === null : place === `item-${item.code}`,
    )
    if (line) setOpen(line.item.code)
    if (line || place === 'criteria')
      document.getElementById(line ? `item-${line.item.code}` : place)?.scrollIntoView({ block: 'start' })
  })
  const leaves = items.filter(({ item }) => item.mode !== 'group')
  return (
    <div id="criteria">
      <Card flush title={m.criteria}>
        {judging && (
          <p className="criteria-how small muted">
            {m.criteriaHow} {m.hidden}
          </p>
        )}
        <UnsentNotice queue={queue} state={state} />
        <div className="criteria criteria-opinions">
          <div className="criteria-heads small muted" aria-hidden="true">
            <span>{m.item}</span>
            <span>{m.cell}</span>
            <span>{m.commune}</span>
            <span>{m.own}</span>
            <span>{m.agreed}</span>
            <span />
          </div>
          <ul>
            {leaves.map(({ item, ...line }, index) =>
              item.mode === 'group' ? null : (
                <OpinionRow
                  key={item.code}
                  appraisal={appraisal}
                  line={{ item, ...line }}
                  item={item}
                  queue={queue}
                  unsent={state.unsent[item.code] ?? null}
                  saved={ownClosed || agreedOn ? null : (state.saved[item.code] ?? null)}
                  open={open === item.code}
                  onToggle={() => setOpen(open === item.code ? null : item.code)}
                  next={leaves[index + 1]?.item.code}
                />
              ),
            )}
          </ul>
        </div>
      </Card>
    </div>
  )
}
