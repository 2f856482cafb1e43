import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Register, tableOf } from '#features/personal-data/register.ts'
import { loadRegister } from '#features/personal-data/server/registerPage.ts'
import { testApp, type TestApp } from '#tests/database.ts'

type Column = { table: string; column: string; aboutPerson: boolean; comment: string }

let app: TestApp
let register: Register
let columns: Column[] = []
beforeAll(async () => {
  app = await testApp()
  register = await loadRegister()
  columns = await listColumns()
})
afterAll(() => app.close())

/** Every column; `auth.` before those of sign-in. A reference to a person or an account is about a person. */
async function listColumns(): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select case n.nspname when 'public' then '' else n.nspname || '.' end || c.relname as table, a.attname as column,
      coalesce(col_description(c.oid, a.attnum), '') as comment,
      exists (select 1 from pg_constraint f join pg_class target on target.oid = f.confrelid
        where f.conrelid = c.oid and a.attnum = any (f.conkey) and target.relname in ('person', 'user')) as "aboutPerson"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where n.nspname in ('public', 'auth') and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
    order by 1, a.attnum`.execute(app.db)
  return rows
}

const registered = () => register.entries.flatMap(({ columns: named }) => named)
const keyOf = ({ table, column }: Column) => `${table}.${column}`

/** Words that suggest a person where nobody expected one. */
const suggestsPerson =
  /person|account_id|user|e?mail|phone|address|birth|signer|participant|appraiser|(made|drafted|signed|prepared|uploaded|added|agreed|registered|approved|published|applied)_by/iu

describe('personal data', () => {
  it('has every column of every table in the register, or among those looked at and found harmless', () => {
    const known = new Set([...registered(), ...register.harmless])
    const tables = new Set(register.harmlessTables)
    const unknown = columns.filter((column) => !known.has(keyOf(column)) && !tables.has(column.table))
    expect(unknown.map(keyOf), 'write them into docs/privacy.md').toEqual([])
  })

  it('is not claimed of columns and tables that do not exist, nor twice', () => {
    const existing = new Set(columns.map(keyOf))
    const claimed = [...registered(), ...register.harmless]
    expect(claimed.filter((name) => !existing.has(name))).toEqual([])
    expect(claimed.filter((name, at) => claimed.indexOf(name) !== at)).toEqual([])
    expect(register.harmlessTables.filter((name) => !columns.some(({ table }) => table === name))).toEqual([])
  })

  it('is registered wherever a column points at a person or its name or comment suggests one', () => {
    const known = new Set(registered())
    const suspects = columns.filter(
      (column) => column.aboutPerson || suggestsPerson.test(column.column) || suggestsPerson.test(column.comment),
    )
    expect(suspects.length).toBeGreaterThan(25)
    expect(suspects.filter((column) => !known.has(keyOf(column))).map(keyOf)).toEqual(lookedAt)
    const tables = new Set(registered().map(tableOf))
    expect(register.harmlessTables.filter((table) => tables.has(table))).toEqual([])
  })

  it('has a purpose, a basis, readers and a time for every entry', () => {
    const { entries } = register
    expect(entries.length).toBeGreaterThan(20)
    const parts = entries.flatMap(({ columns: named, purpose, basis, readers, keeping }) =>
      [purpose, basis, readers, keeping].map((part) => ({ named, part })),
    )
    expect(parts.filter(({ part }) => part === '')).toEqual([])
  })
})

/** Suspected by name, and harmless: whether an address was verified that is nobody's. */
const lookedAt = ['auth.user.emailVerified']

describe('what is refused', () => {
  it('has no place in the schema: citizen ids, religion, ethnicity, opinions of named people, self-criticism', () => {
    const refused =
      /citizen|cccd|cmnd|cmt\b|national_?id|identity|passport|religio|ton_?giao|ethnic|dan_?toc|race|belief|political|opinion|criticism|kiem_?diem|manifestation|bieu_?hien|health|biometric|finger|face|birth|gender|sex\b|marital|phone/iu
    expect(columns.filter(({ column }) => refused.test(column)).map(keyOf)).toEqual([])
    expect(columns.filter(({ table }) => refused.test(table)).map(({ table }) => table)).toEqual([])
  })

  it('has none in a free value either: the database looks at the keys of every one, and each has that check', async () => {
    const { rows: unguarded } = await sql<{ name: string }>`
      select format('%s.%s', c.relname, a.attname) as name from pg_attribute a
      join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0
        and not a.attisdropped and a.atttypid in ('jsonb'::regtype, 'json'::regtype) and not exists (
          select 1 from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and a.attnum = any (k.conkey)
            and pg_get_constraintdef(k.oid) like '%holds_refused_field%')`.execute(app.db)
    expect(
      unguarded.map(({ name }) => name),
      'call guard_free_values() in their migration',
    ).toEqual([])
    const keep = (after: unknown) =>
      sql`insert into journal (action, object_type, object_id, after)
        values ('test.kept', 'test', '1', ${JSON.stringify(after)}::jsonb)`.execute(app.db)
    for (const key of [
      'cccd',
      'soCCCD',
      'Số căn cước',
      'citizen_id',
      'Tôn giáo',
      'tonGiao',
      'religion',
      'dan_toc',
      'ethnicity',
      'tu_phe_binh',
      'selfCriticism',
    ])
      await expect(keep({ people: [{ name: 'a', [key]: 'b' }] }), key).rejects.toThrow('after_refused_fields')
    await keep({ topic: 'công tác dân tộc, tôn giáo', people: [{ '0198cccd-cccd-7cad-8cad-cccd0198cccd': 'a' }] })
  })

  it('keeps of a vote totals only, and of a household nothing but counts', () => {
    const of = (name: string) => columns.filter(({ table }) => table === name).map(({ column }) => column)
    expect(of('cell_vote').filter((column) => suggestsPerson.test(column))).toEqual([])
    expect(of('cell_profile')).toEqual([
      'unit_id',
      'id',
      'as_of',
      'members',
      'probationary',
      'exempt',
      'households',
      'poor_households',
      'near_poor_households',
    ])
  })
})
