import { fold } from './text.ts'

/**
 * What has no place in the system, as columns of files and fields of entries are called: numbers and papers of identity,
 * religion, ethnicity, opinions of named people, what somebody confessed, birth, health, telephone. The database refuses the
 * same words as keys (`holds_refused_field`).
 */
const refused = new RegExp(
  String.raw`\b(?:${[
    'cccd|cmnd|cmtnd|can cuoc|chung minh (?:thu|nhan dan)|so dinh danh|dinh danh ca nhan|ho chieu|passport|citizen id|national id',
    'ton giao|religions?|religious|dan toc|ethnic(?:ity)?',
    'tu phe binh|noi dung kiem diem|bieu hien suy thoai|self criticism|y kien ca nhan|chinh kien|political (?:view|opinion)s?',
    'ngay sinh|nam sinh|birth(?:day|date)?|date of birth|gioi tinh|gender|suc khoe|health|dien thoai|so dt|phone',
  ].join('|')})\b`,
  'u',
)

/** Letters of ids spell words at times. */
const isId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u

/** Whether a column or field of this name would hold what the system refuses: `Số CCCD`, `ton_giao`, `dateOfBirth`. */
export function isRefusedField(name: string): boolean {
  if (isId.test(name)) return false
  const words = fold(name.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')).replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
  return refused.test(words)
}

/** Whether a free value has such a field anywhere in it. */
export function holdsRefusedField(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsRefusedField)
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([key, held]) => isRefusedField(key) || holdsRefusedField(held))
}
