import './MeetingsPage.css'
import { Card } from '#platform/web/Card.tsx'
import { useGo } from '#platform/web/address.ts'
import { Button, LinkButton } from '#platform/web/Button.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row, Stack } from '#platform/web/Layout.tsx'
import { Link } from '#platform/web/Link.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { StateChip } from '#platform/web/StateChip.tsx'
import { formatDate } from '#shared/format.ts'
import { monthlyMeetingId } from '#shared/meetingId.ts'
import * as messages from '../messages.ts'
import * as syncMessages from '../syncMessages.ts'
import { foldRecord, summaryOf, totalsOf } from '../record.ts'
import { recordOn } from '../device.ts'
import { nowOn, useStore, useStored } from './useRecords.ts'
import { type Store, writeEntries } from './store.ts'
import { syncNow } from './background.ts'

/** Meetings of the cells on this device: what the server told, and what was begun here and is not sent yet. */
async function readMeetings(store: Store) {
  const [cells, meetings, entries, { day }] = await Promise.all([
    store.cells.toArray(),
    store.meetings.toArray(),
    store.entries.toArray(),
    nowOn(store),
  ])
  const begun = Map.groupBy(entries, ({ unitId, meetingId }) => `${unitId}/${meetingId}`)
  return cells.map((cell) => {
    const told = meetings.filter(({ unitId }) => unitId === cell.unitId)
    const own = [...begun].flatMap(([name, some]) => {
      const { unitId, meetingId } = some[0] ?? { unitId: '', meetingId: '' }
      if (unitId !== cell.unitId || told.some(({ id }) => id === meetingId)) return []
      const { kind, period, state } = summaryOf(recordOn(some))
      return kind && period && name ? [{ id: meetingId, kind, period, state, heldOn: null, ...totalsOf([]) }] : []
    })
    const list = [...own, ...told].toSorted((a, b) => (a.period < b.period ? 1 : -1))
    return { ...cell, list, period: `${day.slice(0, 7)}-01` }
  })
}
type CellHere = Awaited<ReturnType<typeof readMeetings>>[number]

/** The meetings of one's cell, open and closed; begins this month's. */
export function MeetingsPage() {
  const m = useMessages(messages)
  const w = useMessages(syncMessages)
  const cells = useStored(readMeetings, 'meetings')
  if (!cells) return <Loading as="page" />
  return (
    <>
      <PageHeader title={m.meetings} detail={m.meetingsIntro} actions={<LinkButton to="/sync">{w.sync}</LinkButton>} />
      {cells.length === 0 && <EmptyState title={m.noCell}>{m.noCellText}</EmptyState>}
      <Stack>
        {cells.map((cell) => (
          <CellMeetings key={cell.unitId} cell={cell} />
        ))}
      </Stack>
    </>
  )
}

function CellMeetings({ cell }: { cell: CellHere }) {
  const m = useMessages(messages)
  const go = useGo()
  const store = useStore()
  const id = monthlyMeetingId(cell.unitId, 'regular', cell.period)
  const begin = async () => {
    const line = { unitId: cell.unitId, meetingId: id, field: 'plan' }
    await writeEntries(store, foldRecord([]), [
      { ...line, key: 'kind', value: 'regular' },
      { ...line, key: 'period', value: cell.period },
    ])
    syncNow()
    go(`/meetings/${cell.unitId}/${id}`)
  }
  return (
    <Card title={cell.name}>
      <Stack>
        {cell.list.every((meeting) => meeting.id !== id) && (
          <Button look="main" wide onClick={() => void begin()}>
            {m.startMonth(cell.period)}
          </Button>
        )}
        {cell.list.length === 0 && <p className="muted">{m.noMeetingsText}</p>}
        <ul className="meetings-list">
          {cell.list.map((meeting) => (
            <li key={meeting.id}>
              <Link to={`/meetings/${cell.unitId}/${meeting.id}`} className="meetings-line">
                <span>
                  <span className="strong">
                    {m.kind[meeting.kind]} {m.month(meeting.period)}
                  </span>
                  <span className="small muted">
                    {meeting.heldOn ? `${formatDate(meeting.heldOn)} · ` : ''}
                    {m.present(meeting.present, meeting.invited)}
                  </span>
                </span>
                <Row>
                  <StateChip tone={meeting.state === 'closed' ? 'met' : 'warn'}>
                    {meeting.state === 'closed' ? m.closed : m.open}
                  </StateChip>
                </Row>
              </Link>
            </li>
          ))}
        </ul>
      </Stack>
    </Card>
  )
}
