import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testApp, type TestApp } from '#tests/database.ts'
import { checkTamperings, tamperedJournal } from '#tests/tampering.ts'
import { listAnchors } from './anchors.ts'
import { loadSealKeys } from './keys.ts'
import { sealJournal } from './sealing.ts'
import { verifyJournal } from './verification.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
  await tamperedJournal(app, 120)
})
afterAll(() => app.close())

const verify = async (patience?: number) =>
  verifyJournal(app.db, await loadSealKeys(app.settings), {
    anchors: await listAnchors(app.settings.dataDir),
    ...(patience === undefined ? {} : { patience }),
  })

describe('the journal', () => {
  it('is whole when nobody touched it, whatever numbers were lost to transactions that came to nothing', async () => {
    const { rows } = await app.pool.query<{ gaps: number }>('select max(id) - count(*) as gaps from journal')
    expect(rows[0]?.gaps).toBeGreaterThan(0)
    expect(await verify(0)).toMatchObject({ entries: 120, findings: [], waiting: 0 })
  })

  it('shows each of 200 random changes of one row, and which', async () => {
    await checkTamperings(app, { runs: 200, seed: 4 })
  })

  it('cannot be changed by whoever works for the application, nor by its owner without lifting the guard', async () => {
    for (const statement of ['update journal set action = $$x$$', 'delete from journal', 'truncate journal'])
      await expect(app.pool.query(statement)).rejects.toThrow('only ever added to')
    const client = await app.pool.connect()
    try {
      await client.query('set role vung_manh_app')
      for (const table of ['journal_link', 'journal_seal'])
        await expect(client.query(`select from ${table}`)).rejects.toThrow('permission denied')
      await expect(client.query('delete from journal')).rejects.toThrow('permission denied')
    } finally {
      await client.query('reset role')
      client.release()
    }
  })
})

describe('an entry committed late', () => {
  it('is sealed all the same, while writers go on', async () => {
    const slow = await app.pool.connect()
    try {
      await slow.query('begin')
      await slow.query(`insert into journal (action, object_type, object_id) values ('slow.written', 'test', 'slow')`)
      await app.pool.query(
        `insert into journal (action, object_type, object_id) values ('fast.written', 'test', 'fast')`,
      )
      expect(await sealJournal(app)).toBe(1)
      await slow.query('commit')
    } finally {
      slow.release()
    }
    expect(await sealJournal(app)).toBe(1)
    expect(await verify()).toMatchObject({ findings: [], waiting: 0 })
  })
})

describe('a journal cut off at its end by somebody who holds the database', () => {
  it('differs from the anchor kept elsewhere', async () => {
    const client = await app.pool.connect()
    try {
      await client.query('set session_replication_role = replica')
      await client.query('delete from journal_seal where number = (select max(number) from journal_seal)')
      await client.query(`delete from journal where id in (
        select journal_id from journal_link where position > (select max(position) from journal_seal))`)
      await client.query('delete from journal_link where position > (select max(position) from journal_seal)')
    } finally {
      await client.query('reset session_replication_role')
      client.release()
    }
    expect((await verify()).findings).toMatchObject([{ kind: 'anchor_differs' }])
    expect((await verifyJournal(app.db, await loadSealKeys(app.settings))).findings).toEqual([])
  })
})
