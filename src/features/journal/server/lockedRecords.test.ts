import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadDemonstration } from '../../../../demo/load.ts'
import { testApp, testClock, type TestApp } from '#tests/database.ts'
import { checkTamperedRecords } from '#tests/tamperedRecords.ts'
import { lockedTables, verifyRecords } from './lockedRecords.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp(testClock('2022-12-01'))
  await loadDemonstration(app)
})
afterAll(() => app.close())

/** Only added to by the application, and not locked one by one. */
const notLocked: Record<string, string> = {
  journal: 'chained and sealed itself',
  outbox_event: 'gone once delivered',
  stored_file: 'named by the hash of its content',
  unit_lineage: 'part of the tree, which an import that is taken back changes',
  cell_profile: 'a count of a day, outdone by the next',
  rule_set_drafter: 'who had a hand in a draft; the published set is locked',
  data_step: 'kept under another name when a person is erased',
  postponement: 'told in the journal line of the same change',
  task_report: 'told in the journal line of the same change; its words may have to lose a name',
  inspection_plan: 'drawn by lot from a seal of the journal, which is named in it',
  inspection_line: 'follows from the plan and the seal it names',
  inspection_visit: 'told in the journal line of the same change',
  meeting_entry: 'hashed when the record of the meeting is closed',
}

describe('locked records', () => {
  it('are kept by every table to which the application only adds, or it is said why not', async () => {
    const { rows } = await sql<{ name: string }>`
      select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
        and has_table_privilege('vung_manh_app', oid, 'insert') and not has_table_privilege('vung_manh_app', oid, 'delete')
        and not has_any_column_privilege('vung_manh_app', oid, 'update')`.execute(app.db)
    const names = rows.map(({ name }) => name)
    expect(names.filter((name) => !lockedTables.includes(name) && !(name in notLocked))).toEqual([])
    expect(Object.keys(notLocked).filter((name) => !names.includes(name))).toEqual([])
    const { rows: guarded } = await sql<{ name: string }>`
      select distinct tgrelid::regclass::text as name from pg_trigger
      where tgfoid in ('lock_inserted'::regproc, 'lock_row'::regproc)`.execute(app.db)
    expect(guarded.map(({ name }) => name).sort()).toEqual([...lockedTables].sort())
  })

  it('are as the journal has them', async () => {
    const verified = await verifyRecords(app.db)
    expect(verified.flatMap(({ findings }) => findings)).toEqual([])
    expect(verified.find(({ table }) => table === 'dossier_step')?.records).toBeGreaterThan(100)
  })

  it('show each of 40 random changes of one record, and which', async () => {
    await checkTamperedRecords(app, { runs: 40, seed: 4 })
  })

  it('are still as they were when a column is added later', async () => {
    await app.db.transaction().execute(async (tx) => {
      await sql`alter table dossier_step add column later text not null default 'x'`.execute(tx)
      await sql`set local timezone = 'Asia/Ho_Chi_Minh'`.execute(tx)
    })
    expect((await verifyRecords(app.db)).flatMap(({ findings }) => findings)).toEqual([])
  })
})
