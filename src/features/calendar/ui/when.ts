import { dayOf, formatDate } from '#shared/format.ts'
import { hourOf } from '../calendar.ts'

const weekdays = {
  vi: ['Chủ nhật', 'Thứ hai', 'Thứ ba', 'Thứ tư', 'Thứ năm', 'Thứ sáu', 'Thứ bảy'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
}

/** `2026-03-01` → `03/2026` */
export const monthText = (period: string): string => `${period.slice(5, 7)}/${period.slice(0, 4)}`
/** `2026-03-12` → `Thứ năm, 12/03/2026` */
export const dayText = (day: string, lang: 'vi' | 'en'): string =>
  `${weekdays[lang][new Date(`${day}T00:00:00Z`).getUTCDay()] ?? ''}, ${formatDate(day)}`
/** An instant → `14:00 ngày 12/03/2026` */
export const whenText = (instant: string): string => `${hourOf(instant)} ngày ${formatDate(dayOf(instant))}`
export const isHour = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/u.test(text)
