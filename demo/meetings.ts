import { deriveMeeting } from '#features/meetings/server/derive.ts'
import { foldRecord } from '#features/meetings/record.ts'
import { nextInCell } from '#features/members/server/cellLog.ts'
import { nobody } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/database.ts'
import { monthlyMeetingId } from '#shared/meetingId.ts'
import { personId } from './people.ts'
import { BEGIN, demoId, insertAll } from './table.ts'
import { unitId } from './places.ts'
import { judged, placeOtherScores, placeScoreSettings } from './scores.ts'

/** Members and meetings of a few cells: invented, as every name says. */

const cells = [
  { slug: 'cai-chot', secretary: 'bithu.caichot', deputy: 'phobithu.caichot', members: 21 },
  { slug: 'khu-pho-1', secretary: 'bithu.khupho1', deputy: null, members: 16 },
] as const
type Cell = (typeof cells)[number]

const families = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Huỳnh', 'Võ', 'Đặng', 'Bùi', 'Đỗ', 'Hồ', 'Ngô', 'Dương', 'Lý']
const middles = ['Văn', 'Thị', 'Hữu', 'Ngọc', 'Minh']
const endings = ['Mẫu', 'Thử', 'Ví Dụ', 'Minh Họa', 'Giả Định', 'Làm Thử']
const nameOf = (at: number): string =>
  [families[at % families.length], middles[(at * 3) % middles.length], endings[(at * 5) % endings.length]].join(' ')
const memberId = ({ slug }: Cell, at: number): string => demoId('member', `${slug}:${at}`)

type Meeting = {
  period: string
  postedOn: string
  started: string
  ended: string
  excused: number[]
  absent: number[]
  tasks: Task[]
}
type Task = { what: string; owner: string; measure: string; due: string; bodies?: string[] }
const meetings: Meeting[] = [
  {
    period: '2026-09-01',
    postedOn: '2026-09-10',
    started: '2026-09-12T07:30:00+07:00',
    ended: '2026-09-12T09:05:00+07:00',
    excused: [7],
    absent: [],
    tasks: [
      { what: 'Vận động 12 hộ gắn bảng số nhà', owner: 'Tổ trưởng tổ 2', measure: '12 hộ', due: '2026-10-10' },
      { what: 'Vệ sinh 420 m đường ấp', owner: 'Chi đoàn', measure: '420 m', due: '2026-09-30' },
    ],
  },
  {
    period: '2026-10-01',
    postedOn: '2026-10-11',
    started: '2026-10-11T07:30:00+07:00',
    ended: '2026-10-11T09:10:00+07:00',
    excused: [4, 9],
    absent: [12],
    tasks: [
      { what: 'Thăm 6 hộ cận nghèo', owner: 'Chi hội Phụ nữ', measure: '6 hộ', due: '2026-11-05', bodies: ['phu-nu'] },
      {
        what: 'Gắn 8 bóng đèn đường tổ 3',
        owner: 'Trưởng ấp',
        measure: '8 bóng đèn',
        due: '2026-11-30',
        bodies: ['ban-nhan-dan'],
      },
    ],
  },
]

/** Lists of members and the meetings held with them, made out of the same entries that a phone would send. */
export async function placeMeetings(tx: Tx): Promise<void> {
  await placeScoreSettings(tx)
  for (const cell of cells) {
    const unit = unitId(cell.slug)
    const seq = await nextInCell(tx, unit)
    await insertAll(
      tx,
      'cell_member',
      Array.from({ length: cell.members }, (_, at) => ({
        unit_id: unit,
        id: memberId(cell, at),
        name: nameOf(at),
        valid: `[${BEGIN},)`,
        sort_order: at,
        seq,
        ...(at === 0 ? { person_id: personId(cell.secretary) } : {}),
      })),
    )
    await insertAll(tx, 'member_exemption', [
      {
        unit_id: unit,
        id: demoId('exemption', cell.slug),
        member_id: memberId(cell, cell.members - 1),
        valid: '[2025-01-01,)',
        reason_kind: 'exempt',
        seq,
      },
    ])
    for (const [at, meeting] of meetings.entries()) {
      await placeMeeting(tx, cell, meeting, meetings[at - 1] ?? null)
    }
  }
  await placeOtherScores(tx)
}

async function placeMeeting(tx: Tx, cell: Cell, meeting: Meeting, before: Meeting | null): Promise<void> {
  const unit = unitId(cell.slug)
  const meetingId = monthlyMeetingId(unit, 'regular', meeting.period)
  const seq = await nextInCell(tx, unit)
  const lines = linesOf(cell, meeting, before).map(([field, key, value], at) => ({
    unit_id: unit,
    id: demoId('entry', `${cell.slug}:${meeting.period}:${field}:${key}`),
    meeting_id: meetingId,
    field,
    key,
    value: JSON.stringify(value),
    after: [],
    device_id: demoId('device', cell.slug),
    device_seq: at,
    device_at: meeting.started,
    account_id: 'demonstration',
    person_id: personId(cell.secretary),
    received_at: meeting.ended,
    seq,
  }))
  await insertAll(tx, 'meeting', [{ unit_id: unit, id: meetingId, kind: 'regular', period: meeting.period, seq }])
  await insertAll(tx, 'meeting_entry', lines)
  const record = foldRecord(lines.map(({ value, ...line }) => ({ ...line, value: JSON.parse(value) as unknown })))
  const actor = { ...nobody(null, 'vi'), personId: personId(cell.secretary) }
  const call = { tx, actor, now: new Date(meeting.ended), today: meeting.ended.slice(0, 10) }
  await deriveMeeting(call, { unitId: unit, meetingId, record, seq })
}

function linesOf(cell: Cell, meeting: Meeting, before: Meeting | null): [field: string, key: string, value: unknown][] {
  const mark = (at: number) =>
    meeting.excused.includes(at) ? 'excused' : meeting.absent.includes(at) ? 'absent' : 'present'
  const called = Array.from({ length: cell.members - 1 }, (_, at) => at)
  const taskId = (period: string, at: number) => demoId('clause', `${cell.slug}:${period}:${at}`)
  return [
    ['plan', 'kind', 'regular'],
    ['plan', 'period', meeting.period],
    ['time', 'started', meeting.started],
    ['time', 'ended', meeting.ended],
    ['people', 'chair', memberId(cell, 0)],
    ['people', 'secretary', memberId(cell, 1)],
    ...called.map((at): [string, string, unknown] => ['roll', memberId(cell, at), mark(at)]),
    ...called
      .filter((at) => at % 3 === 0 && mark(at) === 'present')
      .map((at): [string, string, unknown] => ['spoke', memberId(cell, at), true]),
    ...(before?.tasks ?? []).map((_, at): [string, string, unknown] => [
      'taskResult',
      taskId(before?.period ?? '', at),
      { state: at === 0 ? 'done' : 'partly', result: '' },
    ]),
    ...meeting.tasks.map(({ bodies = [], ...task }, order): [string, string, unknown] => [
      'clause',
      taskId(meeting.period, order),
      { order, ...task, bodies: bodies.map((body) => unitId(`${body}-${cell.slug}`)) },
    ]),
    ...Object.entries(judged(meeting.period)).map(([code, verdict]): [string, string, unknown] => [
      'score',
      code,
      verdict,
    ]),
    ['people', 'scorer', memberId(cell, 2)],
    ['scoring', 'agreed', { level: 'tot' }],
    ['scoring', 'vote', { for: called.filter((at) => mark(at) === 'present').length, against: 0, abstained: 0 }],
    ['posting', 'papers', { on: meeting.postedOn, link: '' }],
    ['state', 'record', 'closed'],
  ]
}
