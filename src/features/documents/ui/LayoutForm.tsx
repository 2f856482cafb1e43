import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { SelectField } from '#platform/web/SelectField.tsx'
import { TextField } from '#platform/web/TextField.tsx'
import { type BodyView, setIssuingBody } from '../contract.ts'
import * as messages from '../messages.ts'

const spellings = ['ủy', 'uỷ'] as const
const spacings = [18, 19] as const
const names = ['Bằng công nhận', 'Giấy công nhận'] as const
const RULE = 'rule'

/** Points on which the sources disagree or leave room; what is not chosen here follows the guidance of the day. */
export function LayoutForm({ body }: { body: BodyView }) {
  const m = useMessages(messages)
  const [place, setPlace] = useState(body.place ?? '')
  const [layout, setLayout] = useState(body.layout)
  const [certificateName, setName] = useState(body.certificateName)
  const save = useCommand(setIssuingBody, { done: m.done, quietly: true })
  const { spelling: _spelling, ...withoutSpelling } = layout
  const { lineSpacing: _spacing, ...withoutSpacing } = layout
  return (
    <Card title={m.layout}>
      <Form
        problem={save.problem}
        onSubmit={() =>
          save.run({
            unitId: body.unit.unitId,
            version: body.version,
            layout,
            place: place.trim() || null,
            certificateName,
          })
        }
        actions={
          <Button type="submit" busy={save.busy}>
            {m.save}
          </Button>
        }
      >
        <TextField
          label={m.place}
          value={place}
          maxLength={100}
          error={save.problem?.of('place')}
          onChange={setPlace}
        />
        <SelectField
          label={m.spelling}
          value={layout.spelling ?? RULE}
          onChange={(value) => setLayout(value === RULE ? withoutSpelling : { ...layout, spelling: value })}
          options={[{ value: RULE, label: m.asRule }, ...spellings.map((value) => ({ value, label: value }))]}
        />
        <SelectField
          label={m.lineSpacing}
          value={layout.lineSpacing === undefined ? RULE : String(layout.lineSpacing)}
          onChange={(value) => {
            const lineSpacing = spacings.find((one) => String(one) === value)
            setLayout(lineSpacing === undefined ? withoutSpacing : { ...layout, lineSpacing })
          }}
          options={[
            { value: RULE, label: m.asRule },
            ...spacings.map((value) => ({ value: String(value), label: m.points(String(value)) })),
          ]}
        />
        <SelectField
          label={m.certificateName}
          value={certificateName}
          onChange={setName}
          options={names.map((value) => ({ value, label: value }))}
        />
      </Form>
    </Card>
  )
}
