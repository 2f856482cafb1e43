import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { Facts } from '#platform/web/Facts.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { NumberField } from '#platform/web/NumberField.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { SelectField } from '#platform/web/SelectField.tsx'
import { type BodyView, recordNumbersTaken, typeCodes } from '../contract.ts'
import * as messages from '../messages.ts'

/** The last number of each kind in today's term; a body that begins in mid-term says where paper has come to. */
export function NumbersCard({ body: { unit, lastNumbers, allowedActions } }: { body: BodyView }) {
  const m = useMessages(messages)
  const [typeCode, setTypeCode] = useState<(typeof typeCodes)[number]>('QĐ')
  const [last, setLast] = useState<number | null>(null)
  const taken = useCommand(recordNumbersTaken, { done: m.done, quietly: true, onDone: () => setLast(null) })
  return (
    <Card title={m.lastNumbers}>
      {lastNumbers.length === 0 ? (
        <p className="muted">{m.noNumbers}</p>
      ) : (
        <Facts facts={lastNumbers.map((one) => ({ label: one.typeCode, value: String(one.last) }))} />
      )}
      {allowedActions.includes('change') && (
        <Form
          problem={taken.problem}
          onSubmit={() => last !== null && taken.run({ unitId: unit.unitId, typeCode, last })}
          actions={
            <Button type="submit" busy={taken.busy} blocked={last === null ? m.numberNeeded : undefined}>
              {m.recordNumbers}
            </Button>
          }
        >
          <p className="muted small">{m.numbersDetail}</p>
          <SelectField
            label={m.kind}
            value={typeCode}
            onChange={setTypeCode}
            options={typeCodes.map((value) => ({ value, label: m.typeCode[value] }))}
          />
          <NumberField label={m.lastTaken} value={last} error={taken.problem?.of('last')} onChange={setLast} />
        </Form>
      )}
    </Card>
  )
}
