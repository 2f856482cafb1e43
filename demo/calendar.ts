import { monthlyMeetingId } from '#shared/meetingId.ts'
import { sql } from 'kysely'
import { instantOf } from '#features/calendar/calendar.ts'
import { type MeetingSeries, meetingsOf } from '#features/calendar/series.ts'
import type { Tx } from '#platform/server/database.ts'
import { personId } from './people.ts'
import { BEGIN, demoId, insertAll, REFORM, span } from './table.ts'
import { unitId } from './places.ts'

/** Who follows which unit and when bodies meet: Châu Thành as its article tells it, xã Lương Phú as it works today. */
export async function placeCalendar(tx: Tx): Promise<void> {
  await placeChauThanh(tx)
  await placeLuongPhu(tx)
}

type Unit = { id: string; until: string | null }

async function unitsUnder(tx: Tx, slug: string, level: string, day: string): Promise<Unit[]> {
  const { rows } = await sql<Unit>`
    select v.unit_id as id, (upper(v.valid) - 1)::text as until
    from unit_closure c join unit_version v on v.unit_id = c.descendant_id and v.valid @> ${day}::date
    join unit_kind k on k.code = v.kind and k.level = ${level}
    where c.ancestor_id = ${unitId(slug)} and c.via = 'parent' and c.valid @> ${day}::date
    order by v.sort_order, v.name`.execute(tx)
  return rows
}

const SOURCE = 'Quy định số 01-QĐ/HU của Ban Thường vụ Huyện ủy Châu Thành, theo Báo Đồng Khởi ngày 25/5/2022'
const ENDED = '2025-06-30'

/** 21 + 21 + 117 officers and 6 heads of clusters, as posts: the article names nobody assigned. */
async function placeChauThanh(tx: Tx): Promise<void> {
  const [communes, cells] = await Promise.all([
    unitsUnder(tx, 'chau-thanh', 'commune', '2022-05-25'),
    unitsUnder(tx, 'chau-thanh', 'cell', '2022-05-25'),
  ])
  const post = (units: readonly Unit[], by: string, title: string) =>
    units.map(({ id, until }) => ({
      unit_id: id,
      id: demoId('assignment', `${by}:${id}`),
      by_unit_id: unitId(by),
      officer_title: title,
      kind: 'follow',
      valid: span(BEGIN, until !== null && until < ENDED ? until : ENDED),
    }))
  await insertAll(tx, 'assignment', [
    ...post(communes, 'ben-tre', 'Lãnh đạo sở, ban ngành, đoàn thể tỉnh phụ trách xã, thị trấn'),
    ...post(communes, 'chau-thanh', 'Cấp ủy viên Huyện ủy phụ trách xã, thị trấn'),
    ...post(cells, 'chau-thanh', 'Cán bộ huyện theo dõi, hỗ trợ ấp, khu phố'),
  ])
  const clusters = Array.from({ length: 6 }, (_, at) => ({
    unit_id: unitId('chau-thanh'),
    id: demoId('cluster', `chau-thanh:${at + 1}`),
    name: `Cụm vùng ${at + 1}`,
    head_title: 'Ủy viên Ban Thường vụ Huyện ủy, trưởng cụm vùng',
    valid: span(BEGIN, ENDED),
  }))
  await insertAll(tx, 'cluster', clusters)
  await insertAll(
    tx,
    'cluster_unit',
    communes.map(({ id }, at) => ({
      unit_id: unitId('chau-thanh'),
      cluster_id: clusters[at % clusters.length]?.id ?? '',
      target_id: id,
    })),
  )
  await insertAll(tx, 'meeting_window', windowsOf('chau-thanh', BEGIN, ENDED, SOURCE))
}

function windowsOf(slug: string, from: string, until: string | null, note: string) {
  const days = [
    { kind: 'committee', first_day: 7, last_day: 9, freeze_others: true },
    { kind: 'cell', first_day: 10, last_day: 15, freeze_others: true },
    { kind: 'group', first_day: 1, last_day: 31, freeze_others: false },
  ]
  return days.map((window) => ({
    ...window,
    unit_id: unitId(slug),
    id: demoId('window', `${slug}:${window.kind}`),
    valid: span(from, until),
    source_note: note,
  }))
}

const officers = [
  ['thuongtruc.luongphu', 'Phó Bí thư Thường trực phụ trách ấp'],
  ['uyvien.luongphu', 'Ủy viên Ban Thường vụ phụ trách ấp'],
  ['tochuc.luongphu', 'Chuyên viên Ban xây dựng Đảng phụ trách ấp'],
] as const
const every = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

/** Invented, after the manner of Châu Thành: one cell without an officer, some days that clash, December still open in one. */
async function placeLuongPhu(tx: Tx): Promise<void> {
  const cells = await unitsUnder(tx, 'xa-luong-phu', 'cell', '2026-11-01')
  await insertAll(
    tx,
    'meeting_window',
    windowsOf('xa-luong-phu', REFORM, null, 'Minh họa, theo cách làm ở Châu Thành trước đây'),
  )
  await insertAll(
    tx,
    'assignment',
    cells.slice(0, -1).flatMap(({ id }, at) => {
      const [username, title] = officers[at % officers.length] ?? officers[0]
      return [
        {
          unit_id: id,
          id: demoId('assignment', `xa-luong-phu:${id}`),
          by_unit_id: unitId('xa-luong-phu'),
          person_id: personId(username),
          officer_title: title,
          kind: 'follow',
          valid: span('2025-07-15', null),
        },
      ]
    }),
  )
  const series = cells.flatMap(({ id }, at) => seriesOf(id, at))
  await insertAll(
    tx,
    'meeting_series',
    series.map(({ unit, series: one }) => ({
      unit_id: unit,
      id: one.id,
      kind: one.kind,
      day_of_month: one.dayOfMonth,
      time_of_day: one.time,
      minutes: one.minutes,
      place: one.place,
      months: [...one.months],
      fixed: one.fixed,
      valid: span(one.from, null),
    })),
  )
  const planned = cells.flatMap(({ id }, at) => {
    const own = series.filter(({ unit }) => unit === id).map((one) => one.series)
    const wholeYear = id === unitId('cai-chot')
    const last = at === cells.length - 1 ? 1 : 2
    return (wholeYear ? meetingsOf(own, '2026-01-01', 12) : meetingsOf(own, '2026-11-01', last)).map((meeting) => ({
      unit: id,
      meeting,
    }))
  })
  await insertAll(
    tx,
    'occurrence',
    planned.map(({ unit, meeting }) => ({
      unit_id: unit,
      id: monthlyMeetingId(unit, meeting.kind, meeting.period),
      kind: meeting.kind,
      period: meeting.period,
      starts_at: meeting.startsAt,
      minutes: meeting.minutes,
      place: meeting.place,
      series_id: meeting.seriesId,
    })),
  )
  await insertAll(tx, 'occurrence', [
    {
      unit_id: unitId('xa-luong-phu'),
      id: monthlyMeetingId(unitId('xa-luong-phu'), 'committee', '2026-12-01'),
      kind: 'committee',
      period: '2026-12-01',
      starts_at: instantOf('2026-12-08', '07:30'),
      minutes: 180,
      place: 'Hội trường Đảng ủy xã',
    },
  ])
}

function seriesOf(unit: string, at: number): { unit: string; series: MeetingSeries }[] {
  const common = { place: 'Nhà văn hóa ấp, khu phố', from: '2026-01-01', to: null, fixed: false }
  const day = 10 + (at % 6)
  const regular: MeetingSeries = {
    ...common,
    id: demoId('series', `${unit}:regular`),
    kind: 'regular',
    dayOfMonth: day,
    time: at % 2 === 0 ? '14:00' : '07:30',
    minutes: 90,
    months: every,
    fixed: at === 0,
  }
  const thematic: MeetingSeries = {
    ...regular,
    id: demoId('series', `${unit}:thematic`),
    kind: 'thematic',
    dayOfMonth: at % 2 === 0 ? day : 22,
    months: [2, 5, 8, 11],
    fixed: false,
  }
  return [
    { unit, series: regular },
    { unit, series: thematic },
  ]
}
