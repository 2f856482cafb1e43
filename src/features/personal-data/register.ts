/**
 * The register of personal data. The page that people read, `docs/privacy.md`, is the register itself: it is read here, so
 * that the page, the screen and the checks can never say different things.
 */
import { sentence } from '#shared/text.ts'

/** One line: columns kept for one purpose, on one basis, read by the same, for the same time. */
export type RegisterEntry = {
  /** `table.column`; sign-in's tables begin with `auth.`. */
  columns: string[]
  purpose: string
  basis: string
  readers: string
  /** The permissions by which others read it. */
  permissions: string[]
  keeping: string
}

export type Register = {
  entries: RegisterEntry[]
  /** Columns of the same tables that are about nobody. */
  harmless: string[]
  harmlessTables: string[]
}

const SECTIONS = [
  '## Sổ đăng ký',
  '## Cột khác của các bảng trên',
  '## Bảng không có dữ liệu cá nhân',
  '## Hệ thống từ chối',
]

const quoted = (text: string): string[] => [...text.matchAll(/`([\w.]+)`/gu)].map(([, name = '']) => name)

/** Reads the page. What does not have the form of a register is left to the check that counts its lines. */
export function readRegister(page: string): Register {
  const [entries = '', harmless = '', tables = ''] = SECTIONS.slice(0, -1).map((title, at) => {
    const start = page.indexOf(title)
    return start === -1 ? '' : page.slice(start, page.indexOf(SECTIONS[at + 1] ?? '', start))
  })
  return {
    entries: entries.split('\n').flatMap(readEntry),
    harmless: harmless.split('\n').flatMap((line) => {
      const [, table = '', columns = ''] = /^- `([\w.]+)`: (.*)$/u.exec(line) ?? []
      return quoted(columns).map((column) => `${table}.${column}`)
    }),
    harmlessTables: quoted(tables),
  }
}

function readEntry(line: string): RegisterEntry[] {
  const cells = line.split('|').map((cell) => cell.trim())
  const [, columns = '', purpose = '', basis = '', readers = '', keeping = ''] = cells
  if (!columns.startsWith('`') || cells.length !== 7) return []
  const words = readers.replace(/\s*\((?:`[\w.]+`(?:, )?)+\)/gu, '')
  return [
    {
      columns: quoted(columns),
      purpose: sentence(purpose),
      basis: sentence(basis),
      readers: sentence(words),
      permissions: quoted(readers),
      keeping: sentence(keeping),
    },
  ]
}

/** The table of `table.column`, with its schema. */
export const tableOf = (column: string): string => column.slice(0, column.lastIndexOf('.'))

/** What nobody reads: it is not handed out either, not even to the person it belongs to. */
export const isSecret = ({ readers }: RegisterEntry): boolean => readers === 'Không ai'
