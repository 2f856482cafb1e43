import { type Frame, heading, type OfficialDocument, paragraph, when } from '#features/documents/content.ts'
import { formatInstant, formatNumber } from '#shared/format.ts'
import type { BreachClock } from './request.ts'

type Breach = {
  title: string
  discoveredAt: string
  happened: string
  data: readonly { purpose: string }[]
  people: number | null
  notifiedAt: string | null
  notifiedTo: string | null
  clock: BreachClock
  steps: readonly { at: string; note: string }[]
}

const clockWords: Record<BreachClock['state'], string> = {
  running: 'còn trong thời hạn thông báo',
  late: 'đã quá thời hạn thông báo',
  in_time: 'đã thông báo trong thời hạn',
  notified_late: 'đã thông báo sau thời hạn',
}

/** The report of a breach (Điều 23 Luật số 91/2025/QH15; Điều 28 Nghị định số 356/2025/NĐ-CP), from what the register of breaches says. */
export function breachReport(frame: Frame, breach: Breach): OfficialDocument {
  const { title, discoveredAt, happened, data, people, notifiedAt, notifiedTo, clock, steps } = breach
  return {
    ...frame,
    type: 'breachReport',
    typeName: 'Báo cáo',
    abstract: `sự cố dữ liệu cá nhân: ${title}`,
    addressees: notifiedTo === null ? [] : [notifiedTo],
    blocks: [
      heading(1, 'SỰ CỐ'),
      paragraph(happened),
      paragraph(`Phát hiện lúc ${formatInstant(discoveredAt)}.`),
      paragraph(`Thời hạn thông báo: ${formatInstant(clock.due)}; ${clockWords[clock.state]}.`),
      ...when(notifiedAt !== null, paragraph(`Thông báo lúc ${formatInstant(notifiedAt ?? discoveredAt)}.`)),
      heading(1, 'DỮ LIỆU BỊ ẢNH HƯỞNG'),
      { kind: 'list', items: data.map(({ purpose }) => purpose) },
      paragraph(
        people === null ? 'Số người bị ảnh hưởng: chưa xác định.' : `Số người bị ảnh hưởng: ${formatNumber(people)}.`,
      ),
      heading(1, 'BIỆN PHÁP ĐÃ LÀM'),
      ...(steps.length === 0
        ? [paragraph('Chưa ghi biện pháp nào.')]
        : steps.map(({ at, note }) => paragraph(`${formatInstant(at)}: ${note}`))),
    ],
  }
}
