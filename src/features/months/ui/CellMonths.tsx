import { call } from '#platform/web/api.ts'
import type { Column } from '#platform/web/DataTable.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row } from '#platform/web/Layout.tsx'
import { ListCard } from '#platform/web/ListCard.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { keyOf } from '#platform/web/queries.ts'
import { StateChip } from '#platform/web/StateChip.tsx'
import { usePages } from '#platform/web/usePages.ts'
import { formatDate, formatPercent } from '#shared/format.ts'
import { monthlyMeetingId } from '#shared/meetingId.ts'
import { type CellMonth, listCellMonths } from '../contract.ts'
import * as messages from '../messages.ts'
import type { Words } from '../messages.ts'

const official = ['good', 'fair', 'average', 'poor'] as const

/** Each cell's month: when it met, who came, its level, and what somebody ought to look at. */
export function CellMonths({ unitId, month }: { unitId: string; month: string }) {
  const m = useMessages(messages)
  const asked = { unitId, month }
  const pages = usePages(keyOf(listCellMonths, asked), (from, signal) =>
    call(listCellMonths, { ...asked, ...from }, { signal }),
  )
  if (pages.problem && !pages.rows) return <ProblemNotice problem={pages.problem} onRetry={pages.refetch} />
  return (
    <ListCard
      pages={pages}
      label={m.months}
      keyOf={(cell) => cell.unitId}
      toOf={(cell) => `/units/${cell.unitId}/meetings/${monthlyMeetingId(cell.unitId, 'regular', month)}/scores`}
      empty={{ icon: 'calendar', title: m.none, detail: m.noneText }}
      columns={columnsOf(m)}
    />
  )
}

function columnsOf(m: Words): [Column<CellMonth>, ...Column<CellMonth>[]] {
  return [
    { key: 'cell', title: m.cell, cell: ({ name }) => name },
    { key: 'held', title: m.held, cell: ({ heldOn }) => (heldOn === null ? m.notHeld : formatDate(heldOn)) },
    {
      key: 'present',
      title: m.present,
      cell: ({ counts: { present, invited } }) =>
        invited === 0 ? '—' : m.presentOf(present, invited, formatPercent(present, invited)),
    },
    { key: 'level', title: m.level, cell: ({ counts }) => levelWords(counts, m) },
    {
      key: 'notices',
      title: m.notice,
      cell: ({ notices }) => (
        <Row gap={4}>
          {notices.map((notice) => (
            <StateChip key={notice} tone={notice === 'no_meeting' ? 'late' : 'warn'}>
              {m.notices[notice]}
            </StateChip>
          ))}
        </Row>
      ),
    },
  ]
}

function levelWords(counts: CellMonth['counts'], m: Words): string {
  const decided = official.find((level) => counts[level] > 0)
  if (decided) return m.levels[decided]
  return counts.scored === 0 ? '—' : m.self(counts.selfGood > 0 ? m.good : m.notGood)
}
