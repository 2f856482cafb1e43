import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { formatInstant } from '#shared/format.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { DataTable } from '#platform/web/DataTable.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { useTell } from '#platform/web/Notices.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { toProblem } from '#platform/web/problem.ts'
import { StateChip } from '#platform/web/StateChip.tsx'
import * as messages from '../messages.ts'
import { deviceName } from '../device.ts'
import { type Device, endDevice, endOtherDevices, listDevices } from './signIn.ts'

const KEY = ['devices']
const FEW = 8

/** This one first, then the newest. */
const inOrder = (devices: readonly Device[], here: string | null): Device[] =>
  devices.toSorted(
    (a, b) => Number(b.token === here) - Number(a.token === here) || Date.parse(b.createdAt) - Date.parse(a.createdAt),
  )

/** Where one is signed in; a phone that was lost or lent is signed out from here. */
export function DevicesCard() {
  const m = useMessages(messages)
  const tell = useTell()
  const [all, setAll] = useState(false)
  const client = useQueryClient()
  const { data, error, refetch } = useQuery({ queryKey: KEY, queryFn: listDevices })
  const refresh = (words: string) => {
    tell.done(words)
    return client.invalidateQueries({ queryKey: KEY })
  }
  const refuse = (cause: Error) => tell.problem(toProblem(cause))
  const end = useMutation({ mutationFn: endDevice, onSuccess: () => refresh(m.sessionEnded), onError: refuse })
  const endOthers = useMutation({
    mutationFn: endOtherDevices,
    onSuccess: () => refresh(m.othersEnded),
    onError: refuse,
  })
  if (error && !data) return <ProblemNotice problem={toProblem(error)} onRetry={refetch} />
  if (!data) return <Loading as="lines" />
  const shown = inOrder(data.devices, data.here).slice(0, all ? undefined : FEW)
  const named = (device: Device) => deviceName(device.userAgent ?? '') ?? m.unknownDevice
  return (
    <Card
      title={m.devices}
      flush
      aside={
        data.devices.length > 1 && (
          <Button small busy={endOthers.isPending} onClick={() => endOthers.mutate()}>
            {m.endOthers}
          </Button>
        )
      }
    >
      <DataTable
        label={m.devices}
        rows={shown}
        onMore={shown.length < data.devices.length ? () => setAll(true) : undefined}
        keyOf={({ token }) => token}
        columns={[
          { key: 'device', title: m.device, cell: named },
          { key: 'at', title: m.at, cell: ({ createdAt }) => formatInstant(createdAt) },
          {
            key: 'end',
            title: m.todo,
            cell: ({ token }) =>
              token === data.here ? (
                <StateChip tone="met">{m.thisDevice}</StateChip>
              ) : (
                <Button
                  small
                  look="quiet"
                  busy={end.isPending && end.variables === token}
                  onClick={() => end.mutate(token)}
                >
                  {m.endSession}
                </Button>
              ),
          },
        ]}
      />
    </Card>
  )
}
