import { lazy, Suspense } from 'react'
import { Card } from '#platform/web/Card.tsx'
import { useParam } from '#platform/web/address.ts'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { StateChip } from '#platform/web/StateChip.tsx'
import { Tabs } from '#platform/web/Tabs.tsx'
import { formatDate } from '#shared/format.ts'
import * as messages from '../messages.ts'
import { ConductTab } from './ConductTab.tsx'
import { Conflicts } from './Conflicts.tsx'
import { PrepareTab } from './PrepareTab.tsx'
import { RollTab } from './RollTab.tsx'
import { useRecord } from './useRecords.ts'

// Parts that are not opened at once are loaded when they are; the device keeps their files for when there is no network.
const CloseTab = lazy(async () => ({ default: (await import('./CloseTab.tsx')).CloseTab }))
const ResolutionTab = lazy(async () => ({ default: (await import('./ResolutionTab.tsx')).ResolutionTab }))
const ScoreTab = lazy(async () => ({ default: (await import('./ScoreTab.tsx')).ScoreTab }))

/** The record of one meeting, read and written on this device with or without a network. */
export function RecordPage() {
  const m = useMessages(messages)
  const open = useRecord(useParam('unitId'), useParam('meetingId'))
  if (!open) return <Loading as="page" />
  const { summary, meeting, totals, cellName } = open
  const period = summary.period ?? meeting?.period
  const kind = m.kind[summary.kind ?? meeting?.kind ?? 'regular']
  const closed = summary.state === 'closed'
  return (
    <>
      <PageHeader
        title={period ? `${kind} ${m.month(period)}` : kind}
        crumbs={[{ text: m.meetings, to: '/meetings' }]}
        state={<StateChip tone={closed ? 'met' : 'warn'}>{closed ? m.closed : m.open}</StateChip>}
        detail={[
          cellName,
          ...(summary.heldOn ? [formatDate(summary.heldOn)] : []),
          m.present(totals.present, totals.invited),
        ].join(' · ')}
      />
      <Stack>
        {open.conflicts.length > 0 && <Conflicts open={open} />}
        {closed && <Card tone="met">{m.closedText}</Card>}
        <Suspense fallback={<Loading as="lines" />}>
          <Tabs
            label={m.parts}
            tabs={[
              { key: 'roll', label: m.tabs.roll, content: () => <RollTab open={open} /> },
              { key: 'prepare', label: m.tabs.prepare, content: () => <PrepareTab open={open} /> },
              { key: 'conduct', label: m.tabs.conduct, content: () => <ConductTab open={open} /> },
              { key: 'resolution', label: m.tabs.resolution, content: () => <ResolutionTab open={open} /> },
              {
                key: 'score',
                label: m.tabs.score,
                content: () => <ScoreTab open={open} />,
              },
              { key: 'close', label: m.tabs.close, content: () => <CloseTab open={open} /> },
            ]}
          />
        </Suspense>
      </Stack>
    </>
  )
}
