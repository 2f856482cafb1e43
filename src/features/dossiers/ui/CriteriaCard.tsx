import { useState } from 'react'
import { leavesUnder } from '#features/rule-sets/item.ts'
import { useHash } from '#platform/web/address.ts'
import { call } from '#platform/web/api.ts'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { recordVerdicts } from '../contract.ts'
import type { DossierView } from '../dossierView.ts'
import * as messages from '../screenMessages.ts'
import './CriteriaCard.css'
import { CriterionRow } from './CriterionRow.tsx'
import { bodiesShown, type ItemLine, type JudgingKind, judgingKindOf } from './judging.ts'
import { UnsentNotice } from './UnsentNotice.tsx'
import { useVerdictQueue } from './useVerdictQueue.ts'
import { nameOf } from './verdictWords.ts'

/** Every item of the set with each body's verdict side by side; opens in place to judge it, prove it, plan it. */
export function CriteriaCard({ dossier }: { dossier: DossierView }) {
  const m = useMessages(messages)
  const judging = judgingKindOf(dossier)
  const kind = judging ?? 'self'
  const { queue, state } = useVerdictQueue(`${dossier.id}:${kind}`, (verdicts) =>
    call(recordVerdicts, { dossierId: dossier.id, kind, verdicts }),
  )
  const [open, setOpen] = useState<string | null>(null)
  useHash((place) => {
    const asked = place === 'criteria' ? firstUnjudged(dossier.items, judging) : place.replace(/^item-/u, '')
    const line = dossier.items.find(({ item }) => item.code === asked)
    if (line) setOpen(line.item.code)
    document.getElementById(line ? `item-${line.item.code}` : place)?.scrollIntoView({ block: 'start' })
  })
  const bodies = bodiesShown(dossier, judging)
  const leaves = dossier.items.filter(({ item }) => item.mode !== 'group')
  const nextOf = (code: string) => leaves[leaves.findIndex(({ item }) => item.code === code) + 1]?.item.code
  return (
    <div id="criteria">
      <div id="roadmap">
        <Card flush title={m.criteria}>
          {judging && <p className="criteria-how small muted">{m.criteriaHow[judging]}</p>}
          <UnsentNotice queue={queue} state={state} />
          <div className={`criteria criteria-${bodies.length}`}>
            <div className="criteria-heads small muted" aria-hidden="true">
              <span>{m.item}</span>
              {bodies.map((body) => (
                <span key={body}>{m.bodies[body]}</span>
              ))}
              <span>{m.evidence}</span>
            </div>
            <ul>
              {dossier.items.map((line) =>
                line.item.mode === 'group' ? (
                  <GroupRow key={line.item.code} line={line} items={dossier.items} />
                ) : (
                  <CriterionRow
                    key={line.item.code}
                    dossier={dossier}
                    line={line}
                    item={line.item}
                    bodies={bodies}
                    judging={judging}
                    queue={queue}
                    unsent={state.unsent[line.item.code] ?? null}
                    saved={state.saved[line.item.code] ?? null}
                    open={open === line.item.code}
                    onToggle={() => setOpen(open === line.item.code ? null : line.item.code)}
                    next={nextOf(line.item.code)}
                  />
                ),
              )}
            </ul>
          </div>
        </Card>
      </div>
    </div>
  )
}

/** Where somebody who comes to judge goes on. */
const firstUnjudged = (items: readonly ItemLine[], judging: JudgingKind | null): string | undefined =>
  judging === null
    ? undefined
    : items.find(({ item, verdicts }) => item.mode !== 'group' && verdicts[judging] === null)?.item.code

/** A standard above its criteria, with how many of them are met. */
function GroupRow({ line, items }: { line: ItemLine; items: readonly ItemLine[] }) {
  const m = useMessages(messages)
  const below = leavesUnder(
    items.map(({ item }) => item),
    line.item,
  )
  const statuses = below.map(({ code }) => items.find(({ item }) => item.code === code)?.status)
  const counted = statuses.filter((status) => status !== 'not_applicable')
  return (
    <li className="criteria-group" id={`item-${line.item.code}`}>
      <span className="strong">
        {line.item.code}. {nameOf(line.item, m)}
      </span>
      <span className="small muted">
        {m.group(counted.filter((status) => status === 'met').length, counted.length)}
      </span>
    </li>
  )
}
