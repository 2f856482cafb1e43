import type { TaskView } from '#features/resolutions/contract.ts'
import { isOpen } from '#features/resolutions/task.ts'
import { type Folded, valuesOf } from './record.ts'
import { type Phase, phases } from './phase.ts'
import type { ValueOf } from './place.ts'

type AgendaItem = NonNullable<ValueOf<'agenda'>>

const steps: Record<Phase, readonly (readonly [code: string, text: string])[]> = {
  preparation: [
    ['prepare', 'Phân công người chuẩn bị nội dung và dự thảo nghị quyết'],
    ['committee', 'Chi ủy, hoặc bí thư và phó bí thư, thống nhất nội dung; kiểm điểm tháng trước, dự kiến tháng tới'],
    ['notify', 'Thông báo thời gian, địa điểm, nội dung đến từng đảng viên và cấp ủy viên phụ trách'],
    ['papers', 'Đăng tài liệu lên Sổ tay đảng viên điện tử trước ít nhất 1 ngày'],
  ],
  opening: [
    ['reason', 'Nêu lý do, giới thiệu đại biểu'],
    ['clerk', 'Cử thư ký'],
    ['roll', 'Điểm danh'],
    ['fees', 'Thông báo tình hình đóng đảng phí'],
    ['agenda', 'Thông qua nội dung sinh hoạt'],
  ],
  conduct: [
    ['last_tasks', 'Kết quả nhiệm vụ tháng trước'],
    ['report', 'Báo cáo của bí thư'],
    ['member_tasks', 'Đánh giá nhiệm vụ giao cho đảng viên'],
    ['information', 'Thông tin, định hướng về việc mới, việc phức tạp'],
    ['discussion', 'Thảo luận'],
    ['criticism', 'Tự phê bình và phê bình'],
  ],
  closing: [
    ['summary', 'Tổng hợp, kết luận'],
    ['assign', 'Phân công nhiệm vụ, có thời hạn'],
    ['petitions', 'Giải quyết kiến nghị'],
    ['resolution', 'Thông qua kết luận, nghị quyết'],
    ['score', 'Chấm điểm kỳ sinh hoạt'],
    ['minutes', 'Đọc và thông qua biên bản'],
  ],
}

/** Steps of a regular meeting by Hướng dẫn 42-HD/BTCTW, 28-10-2025 (DOMAIN 2.2), before anybody changed anything. */
export const standardAgenda: readonly (AgendaItem & { code: string })[] = phases.flatMap((phase) =>
  steps[phase].map(([code, text], order) => ({ code, phase, text, order, done: false })),
)

/** Self-criticism and criticism are a step that was taken; what was said there has no place in the record. */
export const withoutNotes: readonly string[] = ['criticism']

/** The agenda of a meeting: the standard steps as they stand in its record, and what the cell added. */
export function agendaOf(record: Folded): (AgendaItem & { code: string })[] {
  const said = new Map(valuesOf(record, 'agenda').map(({ key, value }) => [key, value]))
  const standard = standardAgenda.map((item) => ({ ...item, ...said.get(item.code) }))
  const own = [...said].filter(([code]) => standardAgenda.every((item) => item.code !== code))
  return [...standard, ...own.map(([code, value]) => ({ code, ...value }))].toSorted(
    (a, b) => phases.indexOf(a.phase) - phases.indexOf(b.phase) || a.order - b.order,
  )
}

/** A task as it comes back at a meeting: in the words of its clause, with what was said of it as far as this device knows. */
export type CarriedTask = {
  id: string
  what: string
  owner: string
  measure: string
  due: string | null
  reports: TaskView['reports']
  deliveries: TaskView['deliveries']
}

/** What earlier meetings resolved and no later one found done; `records` from the earliest to the latest before. */
export function carriedTasks(records: readonly Folded[]): CarriedTask[] {
  return records.reduce<CarriedTask[]>((open, record) => {
    const done = foundDone(record)
    const made = valuesOf(record, 'clause').toSorted((a, b) => a.value.order - b.value.order)
    const tasks = made.map(({ key, value: { what, owner, measure, due } }) => {
      return { id: key, what, owner, measure, due, reports: [], deliveries: [] }
    })
    return [...open.filter(({ id }) => !done.has(id)), ...tasks]
  }, [])
}

const foundDone = (record: Folded): Set<string> =>
  new Set(valuesOf(record, 'taskResult').flatMap(({ key, value }) => (value.state === 'done' ? [key] : [])))

/**
 * The first item of a meeting: what the server knows to be open, or closed by this very meeting, and what earlier records
 * on this device resolved that the server has not been told yet. `day`: of the meeting.
 */
export function tasksAt(
  meeting: { meetingId: string; day: string },
  known: readonly TaskView[],
  records: readonly Folded[],
): CarriedTask[] {
  const done = new Set(records.flatMap((record) => [...foundDone(record)]))
  const told = known.filter(
    ({ id, resolutionId, resolvedOn, state, reports }) =>
      resolutionId !== meeting.meetingId &&
      resolvedOn <= meeting.day &&
      ((isOpen({ state }) && !done.has(id)) ||
        reports.some(({ step, meetingId }) => step === 'meeting' && meetingId === meeting.meetingId)),
  )
  const ids = new Set(known.map(({ id }) => id))
  return [
    ...told.toSorted((a, b) =>
      a.resolvedOn < b.resolvedOn ? -1 : a.resolvedOn > b.resolvedOn ? 1 : a.ordinal - b.ordinal,
    ),
    ...carriedTasks(records).filter(({ id }) => !ids.has(id)),
  ]
}
