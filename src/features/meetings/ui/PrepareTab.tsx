import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { CheckField } from '#platform/web/CheckField.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row, Stack } from '#platform/web/Layout.tsx'
import { newId } from '#platform/web/newId.ts'
import { SelectField } from '#platform/web/SelectField.tsx'
import { TextField } from '#platform/web/TextField.tsx'
import { agendaOf } from '../agenda.ts'
import * as messages from '../messages.ts'
import { phases } from '../phase.ts'
import { fixedAt } from '../record.ts'
import { type OpenRecord, useWrite } from './useRecords.ts'

/** Who leads, and the steps of the meeting with what the cell adds. */
export function PrepareTab({ open }: { open: OpenRecord }) {
  const m = useMessages(messages)
  const write = useWrite(open)
  const [text, setText] = useState('')
  const items = agendaOf(open.record)
  const people = open.listed.map(({ id, name }) => ({ value: id, label: name }))
  const add = async () => {
    const value = { phase: 'conduct' as const, text, order: items.length, done: false }
    if (await write({ field: 'agenda', key: newId(), value })) setText('')
  }
  return (
    <Stack>
      <Card title={m.when}>
        <Stack>
          {(['chair', 'secretary'] as const).map((key) => (
            <SelectField
              key={key}
              label={key === 'chair' ? m.chair : m.clerk}
              value={fixedAt(open.record, 'people', key) ?? ''}
              placeholder={m.choose}
              options={people}
              onChange={(value) => void write({ field: 'people', key, value })}
            />
          ))}
        </Stack>
      </Card>
      {phases.map((phase) => (
        <Card key={phase} title={m.phases[phase]}>
          <Stack gap={8}>
            {items
              .filter((item) => item.phase === phase)
              .map(({ code, ...item }) => (
                <CheckField
                  key={code}
                  label={item.text}
                  checked={item.done}
                  onChange={(done) => void write({ field: 'agenda', key: code, value: { ...item, done } })}
                />
              ))}
          </Stack>
        </Card>
      ))}
      <Card title={m.addItem}>
        <Stack>
          <TextField label={m.itemText} value={text} maxLength={300} onChange={setText} />
          <Row>
            <Button icon="plus" onClick={() => void add()} {...(text.trim() === '' ? { blocked: m.itemText } : {})}>
              {m.addItem}
            </Button>
          </Row>
        </Stack>
      </Card>
    </Stack>
  )
}
