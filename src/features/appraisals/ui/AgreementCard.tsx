import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { ConfirmDialog } from '#platform/web/ConfirmDialog.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { newId } from '#platform/web/newId.ts'
import { useCommand } from '#platform/web/queries.ts'
import { useSignedIn, useToday } from '#platform/web/session.ts'
import { agreeVerdicts, type AppraisalView } from '../contract.ts'
import * as messages from '../screenMessages.ts'
import { DividedItem } from './DividedItem.tsx'
import { type Group, type ItemStand, silentOf, standsOf } from './standpoints.ts'

/** The head's: where all found alike it stands; where not, the verdicts side by side, one to be chosen, dissents kept. */
export function AgreementCard({ appraisal }: { appraisal: AppraisalView }) {
  const m = useMessages(messages)
  const { person } = useSignedIn()
  const { allowedActions, appraisers } = appraisal
  if (!allowedActions.includes('agree') || appraisers.length === 0) return null
  const waiting = appraisers.some(({ closed }) => !closed)
  return (
    <Card title={m.agreement}>
      <p className="small muted">{m.agreementHow}</p>
      {waiting ? <p>{m.agreementWaits}</p> : <Agreement appraisal={appraisal} stands={standsOf(appraisal, person)} />}
    </Card>
  )
}

const keyOf = (personId: string, code: string) => `${personId} ${code}`

function Agreement({ appraisal, stands }: { appraisal: AppraisalView; stands: readonly ItemStand[] }) {
  const m = useMessages(messages)
  const today = useToday()
  const { dossierId } = appraisal
  const [ids] = useState(() => ({ id: newId(), items: new Map(stands.map(({ item }) => [item.code, newId()])) }))
  const [chosen, setChosen] = useState<Readonly<Record<string, number | undefined>>>({})
  const [reasons, setReasons] = useState<Readonly<Record<string, string | undefined>>>({})
  const [asking, setAsking] = useState(false)
  const agree = useCommand(agreeVerdicts, { done: m.agreedDone, quietly: true, onDone: () => setAsking(false) })
  const divided = stands.filter(({ groups }) => groups.length > 1)
  const unjudged = stands.filter(({ groups }) => groups.length === 0).length
  const groupOf = ({ item, groups }: ItemStand): Group | undefined =>
    groups[groups.length === 1 ? 0 : (chosen[item.code] ?? -1)]
  const open = divided.filter((stand) => groupOf(stand) === undefined).length
  const blocked = unjudged > 0 ? m.nobodyJudged(unjudged) : open > 0 ? m.chooseAll(open) : undefined
  const silent = silentOf(appraisal).map(({ name }) => name)
  const whoIsSilent = silent.length > 0 && <p>{m.silent(silent.join(', '))}</p>
  const send = () =>
    agree.run({
      dossierId,
      id: ids.id,
      on: today,
      verdicts: stands.flatMap((stand) => {
        const group = groupOf(stand)
        const itemCode = stand.item.code
        return group ? [{ id: ids.items.get(itemCode) ?? newId(), itemCode, verdict: group.verdict, note: '' }] : []
      }),
      reasons: divided.flatMap((stand) =>
        stand.groups
          .filter((group) => group !== groupOf(stand))
          .flatMap(({ people }) => people)
          .flatMap(({ id: personId }) => {
            const reason = reasons[keyOf(personId, stand.item.code)]?.trim() ?? ''
            return reason === '' ? [] : [{ personId, itemCode: stand.item.code, reason }]
          }),
      ),
    })
  return (
    <Stack gap={20}>
      <p className="strong">
        {[
          m.unanimous(stands.length - divided.length - unjudged),
          divided.length > 0 ? m.divided(divided.length) : '',
          unjudged > 0 ? m.nobodyJudged(unjudged) : '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {whoIsSilent}
      {divided.map((stand) => (
        <DividedItem
          key={stand.item.code}
          stand={stand}
          chosen={chosen[stand.item.code]}
          onChoose={(index) => setChosen({ ...chosen, [stand.item.code]: index })}
          reasonOf={(personId) => reasons[keyOf(personId, stand.item.code)] ?? ''}
          onReason={(personId, reason) => setReasons({ ...reasons, [keyOf(personId, stand.item.code)]: reason })}
        />
      ))}
      <div>
        <Button look="main" blocked={blocked} onClick={() => setAsking(true)}>
          {m.agree}
        </Button>
      </div>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={m.agreeAsk}
        confirm={m.agree}
        busy={agree.busy}
        problem={agree.problem}
        onConfirm={send}
      >
        <p>{m.agreeText}</p>
        {whoIsSilent}
      </ConfirmDialog>
    </Stack>
  )
}
