import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testApp, testClock, type TestApp, type TestClock } from '#tests/database.ts'
import { seedPeople } from '#tests/people.ts'
import { drill } from './drill.ts'
import { workNight } from './nightly.ts'

const PASSPHRASE = 'một mật khẩu dài để thử'
let clock: TestClock
let app: TestApp
let folder = ''
let nightly: TestApp

beforeAll(async () => {
  clock = testClock('2022-03-01')
  app = await testApp(clock)
  await seedPeople(app)
  folder = await mkdtemp('/var/tmp/vung-manh-nightly-')
  nightly = { ...app, settings: { ...app.settings, BACKUP_DIR: folder, BACKUP_PASSPHRASE: PASSPHRASE } }
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

const scratch = async () => {
  const { rows } = await app.pool.query(`select from pg_database where datname like 'vung_manh_drill%'`)
  return {
    databases: rows.length,
    folders: (await readdir(app.settings.dataDir)).filter((name) => /drill/u.test(name)),
  }
}
const runs = async () => {
  const { body } = await (await app.signedIn('quantri')).get('/backups')
  return [...(body['runs'] ?? [])]
}

describe('each night', () => {
  it('a backup is made and restored to try it, once, by one of several processes; nothing is left of the trial', async () => {
    const done = await Promise.all([workNight(nightly), workNight(nightly), workNight(nightly)])
    expect(done.filter(Boolean)).toHaveLength(1)
    expect(await workNight(nightly)).toBe(false)
    expect(await readdir(folder)).toEqual(['vung-manh-2022-03-01.vmb'])
    expect(await runs()).toMatchObject([
      { kind: 'drill', problem: null, fileName: 'vung-manh-2022-03-01.vmb' },
      { kind: 'backup', problem: null },
    ])
    const [tried, made] = await runs()
    expect(Number(tried?.['rows'])).toBeGreaterThan(100)
    expect(tried?.['rows']).toBe(made?.['rows'])
    expect(await scratch()).toEqual({ databases: 0, folders: [] })
  }, 120_000)

  it('a backup that cannot be used is found by the trial, said in words, and leaves nothing behind', async () => {
    const file = path.join(folder, 'vung-manh-2022-03-01.vmb')
    const whole = await readFile(file)
    whole.writeUInt8(whole.readUInt8(whole.length >> 1) ^ 1, whole.length >> 1)
    await writeFile(path.join(folder, 'spoilt.vmb'), whole)
    clock.setTo('2022-03-02')
    expect(await drill(nightly, path.join(folder, 'spoilt.vmb'), PASSPHRASE)).toMatchObject({ problem: /hỏng/u })
    expect((await runs())[0]).toMatchObject({ kind: 'drill', fileName: 'spoilt.vmb' })
    expect(await scratch()).toEqual({ databases: 0, folders: [] })
  }, 120_000)

  it('a backup that could not be written is told, and no half of it bears its name', async () => {
    clock.setTo('2022-03-03')
    const app2 = { ...nightly, settings: { ...nightly.settings, dataDir: path.join(folder, 'no such folder') } }
    expect(await workNight(app2)).toBe(true)
    expect((await runs())[0]).toMatchObject({ kind: 'backup', rows: 0 })
    expect((await readdir(folder)).filter((name) => name.includes('2022-03-03'))).toEqual([])
  })
})

describe('how backups go', () => {
  it('is for the administrator of the province alone, who is told what to look at', async () => {
    expect((await (await app.signedIn('bithu.caichot')).get('/backups')).status).toBe(403)
    expect((await app.anonymous.get('/backups')).status).toBe(401)
    expect((await (await app.signedIn('quantri')).get('/backups')).body).toMatchObject({ on: false, warnings: ['off'] })
  })
})
