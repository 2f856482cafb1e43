import { useState } from 'react'
import { formatInstant } from '#shared/format.ts'
import { placeOfAddress } from '#features/accounts/account.ts'
import type { OutputOf } from '#platform/web/api.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { DataTable } from '#platform/web/DataTable.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useCommand, useQueryOf } from '#platform/web/queries.ts'
import { StateChip } from '#platform/web/StateChip.tsx'
import { endOtherSessions, endSession, listSessions } from '../contract.ts'
import { deviceName } from '../device.ts'
import * as messages from '../messages.ts'
import './DevicesCard.css'

const FEW = 8
type Device = OutputOf<typeof listSessions>['items'][number]

/** Where one is signed in; a phone that was lost or lent is signed out from here. */
export function DevicesCard() {
  const m = useMessages(messages)
  const [all, setAll] = useState(false)
  const { data, problem, refetch } = useQueryOf(listSessions, undefined)
  const end = useCommand(endSession, { done: m.sessionEnded, refreshes: [listSessions] })
  const endOthers = useCommand(endOtherSessions, { done: m.othersEnded, refreshes: [listSessions] })
  if (problem && !data) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!data) return <Loading as="lines" />
  const shown = data.items.slice(0, all ? undefined : FEW)
  return (
    <Card
      title={m.devices}
      flush
      aside={
        data.items.length > 1 && (
          <Button small busy={endOthers.busy} onClick={() => endOthers.run(undefined)}>
            {m.endOthers}
          </Button>
        )
      }
    >
      <DataTable
        label={m.devices}
        rows={shown}
        onMore={shown.length < data.items.length ? () => setAll(true) : undefined}
        keyOf={({ id }) => id}
        columns={[
          { key: 'device', title: m.device, cell: (device) => <DeviceCell device={device} /> },
          { key: 'used', title: m.lastUse, cell: ({ usedAt }) => formatInstant(usedAt) },
          {
            key: 'from',
            title: m.whence,
            cell: ({ address }) => `${address ?? ''} (${m.places[placeOfAddress(address)]})`,
          },
          {
            key: 'end',
            title: m.todo,
            cell: ({ id, here }) =>
              here ? (
                <StateChip tone="met">{m.thisDevice}</StateChip>
              ) : (
                <Button small look="quiet" busy={end.busy} onClick={() => end.run({ sessionId: id })}>
                  {m.endSession}
                </Button>
              ),
          },
        ]}
      />
    </Card>
  )
}

function DeviceCell({ device }: { device: Device }) {
  const m = useMessages(messages)
  const how = [
    m.startedAt(formatInstant(device.startedAt)),
    device.by && m.by[device.by],
    device.sharedComputer && m.shared,
    m.endsAt(formatInstant(device.endsAt)),
  ]
  return (
    <span className="devices-device">
      {deviceName(device.userAgent ?? '') ?? m.unknownDevice}
      <span className="small muted">{how.filter(Boolean).join(', ')}</span>
    </span>
  )
}
