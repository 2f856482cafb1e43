import { formatDate, formatInstant } from '#shared/format.ts'
import type { Words } from '../messages.ts'
import type { OpenRecord } from './useRecords.ts'

type Named = Pick<OpenRecord, 'members'>

/** What stands at a place, in words that a person compares. */
export function valueWords(field: string, value: unknown, m: Words, { members }: Named): string {
  if (value === null) return '—'
  if (typeof value === 'boolean') return value ? m.yes : m.no
  if (typeof value === 'string') {
    if (field === 'roll' && value in m.marks) return m.marks[value as keyof Words['marks']]
    if (field === 'people') return members.find(({ id }) => id === value)?.name ?? value
    if (field === 'time') return formatInstant(value)
    if (field === 'state') return value === 'closed' ? m.closed : m.open
    return /^\d{4}-\d{2}-\d{2}$/u.test(value) ? formatDate(value) : value
  }
  if (typeof value !== 'object') return JSON.stringify(value)
  return Object.values(value)
    .filter((part) => part !== '' && part !== null && typeof part !== 'object')
    .map((part) => valueWords('', part, m, { members }))
    .join(' · ')
}

/** What a place is about: `Điểm danh: Nguyễn Văn Thử`. */
export function placeWords(field: string, key: string, m: Words, { members }: Named): string {
  const name = members.find(({ id }) => id === key)?.name
  return [m.fields[field] ?? field, ...(name ? [name] : [])].join(': ')
}
