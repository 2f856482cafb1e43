import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { CheckField } from '#platform/web/CheckField.tsx'
import { DataTable } from '#platform/web/DataTable.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { newId } from '#platform/web/newId.ts'
import { useCommand, useQueryOf } from '#platform/web/queries.ts'
import { type Option, SelectField } from '#platform/web/SelectField.tsx'
import { StateChip } from '#platform/web/StateChip.tsx'
import { TextField } from '#platform/web/TextField.tsx'
import { listWebhooks, makeWebhook, pauseWebhook } from '../contract.ts'
import { type EventType, eventTypes } from '../event.ts'
import * as messages from '../messages.ts'
import { Secret } from './Secret.tsx'

/** Where events are sent, what waits, what could not be sent. */
export function ReceiversCard({ units }: { units: Option<string>[] }) {
  const m = useMessages(messages)
  const [making, setMaking] = useState(false)
  const { data: receivers } = useQueryOf(listWebhooks, undefined, { every: 15_000 })
  const pause = useCommand(pauseWebhook, { refreshes: [listWebhooks] })
  if (!receivers) return <Loading as="table" />
  return (
    <Card flush title={m.webhooks} aside={<Button onClick={() => setMaking(true)}>{m.makeWebhook}</Button>}>
      <DataTable
        label={m.webhooks}
        rows={receivers}
        keyOf={({ id }) => id}
        empty={<EmptyState title={m.noWebhooks} />}
        columns={[
          { key: 'url', title: m.url, cell: ({ url }) => url },
          { key: 'unit', title: m.unit, cell: ({ unitName }) => unitName },
          {
            key: 'state',
            title: m.state,
            cell: ({ paused, failed, waiting }) => (
              <>
                <StateChip tone={paused ? 'slate' : failed > 0 ? 'late' : 'met'}>
                  {paused ? m.paused : m.sending}
                </StateChip>{' '}
                {waiting > 0 && m.waiting(waiting)} {failed > 0 && m.failed(failed)}
              </>
            ),
          },
          {
            key: 'pause',
            title: '',
            end: true,
            cell: ({ id, paused, version }) => (
              <Button onClick={() => pause.run({ webhookId: id, paused: !paused, version })}>
                {paused ? m.resume : m.pause}
              </Button>
            ),
          },
        ]}
      />
      {making && <MakeReceiver units={units} onClose={() => setMaking(false)} />}
    </Card>
  )
}

function MakeReceiver({ units, onClose }: { units: Option<string>[]; onClose: () => void }) {
  const m = useMessages(messages)
  const [id] = useState(newId)
  const [url, setUrl] = useState('')
  const [unitId, setUnitId] = useState(units[0]?.value ?? '')
  const [chosen, setChosen] = useState<readonly EventType[]>(['title.recognised', 'title.revoked'])
  const make = useCommand(makeWebhook, { quietly: true, refreshes: [listWebhooks] })
  const { problem, output } = make
  if (output) return <Secret title={m.makeWebhook} secret={output.secret} onClose={onClose} />
  const toggle = (type: EventType, on: boolean) =>
    setChosen(on ? [...chosen, type] : chosen.filter((one) => one !== type))
  return (
    <Dialog open onClose={onClose} title={m.makeWebhook}>
      <Form
        onSubmit={() => make.run({ id, unitId, url, eventTypes: [...chosen] })}
        problem={problem}
        actions={
          <Button type="submit" look="main" busy={make.busy}>
            {m.makeWebhook}
          </Button>
        }
      >
        <TextField label={m.url} value={url} onChange={setUrl} error={problem?.of('url')} />
        <SelectField label={m.unit} value={unitId} onChange={setUnitId} options={units} />
        <fieldset>
          <legend>{m.events}</legend>
          {eventTypes.map((type) => (
            <CheckField
              key={type}
              label={m.event[type]}
              checked={chosen.includes(type)}
              onChange={(on) => toggle(type, on)}
            />
          ))}
        </fieldset>
      </Form>
    </Dialog>
  )
}
