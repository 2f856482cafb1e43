import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { listAnchors } from '#features/journal/server/anchors.ts'
import { loadSealKeys } from '#features/journal/server/keys.ts'
import { verifyRecords } from '#features/journal/server/lockedRecords.ts'
import { sealJournal } from '#features/journal/server/sealing.ts'
import { verifyJournal } from '#features/journal/server/verification.ts'
import { openAuth } from '#platform/server/auth.ts'
import { openDatabase, openPool } from '#platform/server/database.ts'
import { newId } from '#platform/server/id.ts'
import { migrate } from '#platform/server/migrate.ts'
import { openStorage } from '#platform/server/storage.ts'
import { testAppFor, testClock, type TestApp } from '#tests/database.ts'
import { Dossier, seedProgramme, seedTeams } from '#tests/dossiers.ts'
import { evidenceStage } from '#tests/evidence.ts'
import { unitId } from '#tests/people.ts'
import { BadArchive } from './archive.ts'
import { backUp } from './backup.ts'
import { countWrong } from './drill.ts'
import { restore } from './restore.ts'

const PASSPHRASE = 'một mật khẩu dài để thử'
const clock = testClock('2022-02-01')
let stage: Awaited<ReturnType<typeof evidenceStage>>
let app: TestApp
let folder = ''
let file = ''

beforeAll(async () => {
  stage = await evidenceStage(clock)
  app = stage.app
  folder = await mkdtemp(path.join(tmpdir(), 'vung-manh-drill-'))
  file = path.join(folder, 'drill.vmb')
  await seedProgramme(app)
  await seedTeams(app)
  await stage.newEvidence({ effectiveOn: '2022-01-15' }, 'biên bản.pdf')
  await new Dossier(app, 'cai-chot').prepare('bithu.caichot', 'tochuc.mythanh', 2022)
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

/** Counts written one after another, by day, until told to stop; each is noted once it is acknowledged. */
function load(): { stop: () => Promise<void>; acknowledged: string[] } {
  const acknowledged: string[] = []
  let going = true
  const work = (async () => {
    const officer = await app.signedIn('bithu.bendo')
    for (let day = 0; going; day += 1) {
      const asOf = new Date(Date.UTC(2010, 0, 1 + day)).toISOString().slice(0, 10)
      const id = newId()
      const { status, body } = await officer.post(`/units/${unitId('ben-do')}/profiles`, { id, asOf, members: 20 })
      expect(status, JSON.stringify(body)).toBe(201)
      acknowledged.push(id)
    }
  })()
  return { stop: () => ((going = false), work), acknowledged }
}

describe('a backup made under load, brought to a machine that has nothing', () => {
  it('brings back all that was acknowledged before it began: rows, files, journal, locked records', async () => {
    const writing = load()
    while (writing.acknowledged.length < 20) await new Promise((done) => setTimeout(done, 5))
    await sealJournal(app)
    const before = [...writing.acknowledged]
    const report = await backUp(app, file, PASSPHRASE)
    await writing.stop()
    expect(writing.acknowledged.length).toBeGreaterThan(before.length)
    expect(report.missing).toEqual([])

    const other = await testAppFor(clock)
    const restored = await restore(other, file, PASSPHRASE)
    expect(restored.rows).toBe(report.rows)
    const profiles = await other.db.selectFrom('cell_profile').select('id').execute()
    const ids = new Set(profiles.map(({ id }) => id))
    expect(before.filter((id) => !ids.has(id))).toEqual([])
    const anchors = await listAnchors(other.settings.dataDir)
    expect(anchors).toHaveLength(1)
    const keys = await loadSealKeys(other.settings)
    expect((await verifyJournal(other.db, keys, { anchors })).findings).toEqual([])
    expect((await verifyRecords(other.db)).flatMap(({ findings }) => findings)).toEqual([])

    const { rows: files } = await other.pool.query<{ sha256: string }>('select sha256 from stored_file')
    expect(files.length).toBeGreaterThan(0)
    const storage = await openStorage(other.settings)
    for (const { sha256 } of files) {
      const hash = createHash('sha256')
      for await (const chunk of await storage.get(sha256)) hash.update(chunk)
      expect(hash.digest('hex')).toBe(sha256)
    }
    const secretary = await other.signedIn('bithu.caichot')
    expect((await secretary.get(`/units/${unitId('cai-chot')}/evidence`)).status).toBe(200)
    const next = await other.db
      .selectFrom('journal')
      .select((of) => of.fn.max('id').as('last'))
      .executeTakeFirst()
    await other.pool.query(
      `insert into journal (action, object_type, object_id) values ('after.restore', 'test', 'test')`,
    )
    const { rows } = await other.pool.query<{ id: number }>('select max(id) as id from journal')
    expect(rows[0]?.id).toBeGreaterThan(Number(next?.last))
  }, 120_000)
})

describe('on a server where the application’s login is no superuser', () => {
  it('a backup is made and restored by whoever owns the tables, and every guard is on again', async () => {
    const owner = await ownedApp(clock)
    await restore(owner, file, PASSPHRASE)
    expect(await countWrong(owner)).toBe(0)
    const guards = `select (select count(*) from pg_constraint where contype = 'f' and convalidated) as references,
      (select count(*) from pg_trigger where not tgisinternal and tgenabled = 'O') as triggers,
      (select count(*) from pg_trigger where tgenabled <> 'O') as off`
    const [there, here] = await Promise.all([owner.pool.query(guards), app.pool.query(guards)])
    expect(there.rows).toEqual(here.rows)
    const again = await backUp(owner, path.join(folder, 'again.vmb'), PASSPHRASE)
    expect(again.missing).toEqual([])
  }, 120_000)
})

/** A database of its own whose owner may create roles, as `deploy/README.md` asks for, and nothing more. */
async function ownedApp(at: typeof clock) {
  const owned = await testAppFor(at)
  const { rows } = await owned.pool.query<{ name: string }>('select current_database() as name')
  const name = String(rows[0]?.name)
  const login = `owner_${name.slice(-12)}`
  await owned.pool.query(
    `create role ${login} login createrole password 'own'; alter database ${name} owner to ${login}`,
  )
  await owned.pool.query(`grant vung_manh_app, vung_manh_figures, vung_manh_public to ${login} with admin option`)
  await owned.pool.query(
    `drop schema public cascade; create schema public authorization ${login}; drop schema auth cascade`,
  )
  const url = new URL(String(owned.pool.options.connectionString))
  Object.assign(url, { username: login, password: 'own' })
  await migrate(url.href)
  const auth = await openAuth(url.href, owned.settings, 'a secret for tests, long enough for it')
  await auth.close()
  const pool = openPool(url.href, 4)
  onTestFinished(() => pool.end())
  return { ...owned, pool, db: openDatabase(pool) }
}

describe('a backup', () => {
  it('is not read with another passphrase, nor after a single bit of it changed, nor cut short; nothing is restored', async () => {
    const other = await testAppFor(clock)
    await expect(restore(other, file, 'một mật khẩu khác hẳn')).rejects.toThrow(BadArchive)
    const whole = await readFile(file)
    for (const at of [3, 20, 40, whole.length >> 1, whole.length - 1]) {
      const changed = Buffer.from(whole)
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
      await writeFile(path.join(folder, 'changed.vmb'), changed)
      await expect(restore(other, path.join(folder, 'changed.vmb'), PASSPHRASE), `byte ${at}`).rejects.toThrow(
        BadArchive,
      )
    }
    await writeFile(path.join(folder, 'cut.vmb'), whole.subarray(0, whole.length - 100))
    await expect(restore(other, path.join(folder, 'cut.vmb'), PASSPHRASE)).rejects.toThrow(BadArchive)
    expect(await other.db.selectFrom('person').select('id').execute()).toEqual([])
  }, 120_000)

  it('holds no readable word of what is in it, and overwrites no other', async () => {
    const whole = await readFile(file)
    for (const word of ['person', 'Nguyễn Văn Thử', 'BEGIN PRIVATE KEY']) expect(whole.includes(word)).toBe(false)
    await expect(backUp(app, file, PASSPHRASE)).rejects.toThrow('EEXIST')
    expect((await readFile(file)).equals(whole)).toBe(true)
  })

  it('goes into an empty database only, and says so', async () => {
    await expect(restore(app, file, PASSPHRASE)).rejects.toThrow('không trống')
  })

  it('names the files that are gone or spoilt instead of keeping silent', async () => {
    const { rows } = await app.pool.query<{ sha256: string }>('select sha256 from stored_file limit 1')
    const sha256 = String(rows[0]?.sha256)
    const place = path.join(app.settings.dataDir, 'files', sha256.slice(0, 2), sha256.slice(2, 4), sha256)
    await writeFile(place, 'something else')
    expect(await backUp(app, path.join(folder, 'spoilt.vmb'), PASSPHRASE)).toMatchObject({ missing: [sha256] })
  })
})
