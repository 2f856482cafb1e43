import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Caller, testApp, testClock, type TestApp } from '#tests/database.ts'
import { Dossier, seedProgramme, seedTeams } from '#tests/dossiers.ts'
import { seedPeople, unitId } from '#tests/people.ts'
import { permissionPage } from '../permissionTable.ts'
import { declaredPermissions } from './declared.ts'

const clock = testClock('2022-02-01')
let app: TestApp
let dossier: Dossier
beforeAll(async () => {
  app = await testApp(clock)
  await seedPeople(app)
  await seedProgramme(app)
  await seedTeams(app)
  dossier = new Dossier(app, 'cai-chot')
  await dossier.prepare('bithu.caichot', 'tochuc.mythanh', 2022)
})
afterAll(() => app.close())

const why = async (caller: Caller, asked: Record<string, string>) => {
  const { status, body } = await caller.get(`/permissions/why?${new URLSearchParams(asked).toString()}`)
  return { status, allowed: Boolean(body['allowed']), reasons: [...(body['reasons'] ?? [])].map(reasonOf) }
}
const reasonOf = (reason: { [key: string]: unknown }) => ({
  about: String(reason['about']),
  ok: Boolean(reason['ok']),
  text: String(reason['text']),
})

describe('the table of permissions', () => {
  it('in the documentation is that of the declarations (`vitest -u` writes it anew)', async () => {
    const page = permissionPage(await declaredPermissions())
    await expect(page).toMatchFileSnapshot('../../../../docs/permissions.md')
  })

  it('has every endpoint of the API under exactly one permission', async () => {
    const { body } = await app.anonymous.get('/../openapi.json')
    const paths = Object.entries(body['paths'] ?? {}).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, operation]) => 'operationId' in Object(operation))
        .map(([method]) => `${method.toUpperCase()} ${path}`),
    )
    const declared = (await declaredPermissions()).flatMap(({ calls }) =>
      calls.map(({ method, path }) => `${method} ${path}`),
    )
    expect(paths.length).toBeGreaterThan(50)
    expect(paths.filter((path) => !declared.includes(path))).toEqual([])
    expect(new Set(declared).size).toBe(declared.length)
  })

  it('is read by anybody signed in, in words, with the duties that exclude each other', async () => {
    expect((await app.anonymous.get('/permissions')).status).toBe(401)
    const { body } = await (await app.signedIn('bithu.caichot')).get('/permissions')
    const rows = [...(body['permissions'] ?? [])]
    const row = (code: string) => rows.find((one) => JSON.stringify(one['code']) === JSON.stringify(code))
    expect(row('dossier.prepare')).toMatchObject({
      holders: ['Chi bộ: Bí thư; Phó Bí thư'],
      mine: true,
    })
    expect(row('dossier.review')).toMatchObject({ mine: false })
    expect([...(body['conflicts'] ?? [])]).toContainEqual(
      expect.objectContaining({ who: 'Thuộc chi bộ được xét', forbidden: expect.arrayContaining(['Thẩm định']) }),
    )
  })
})

describe('why can I (not)?', () => {
  it('names the position that grants it, and the reach of that position', async () => {
    const officer = await app.signedIn('tochuc.mythanh')
    const inside = await why(officer, { permission: 'dossier.review', unitId: unitId('cai-chot') })
    expect(inside.allowed).toBe(true)
    expect(inside.reasons.map(({ about }) => about)).toEqual(['position', 'jurisdiction'])
    const outside = await why(officer, { permission: 'dossier.review', unitId: unitId('xuong-thoi') })
    expect(outside.allowed).toBe(false)
    expect(outside.reasons.at(-1)).toMatchObject({ about: 'jurisdiction', ok: false })
    expect(outside.reasons.at(-1)?.text).toContain('Xương Thới')
  })

  it('names who may when the reader may not', async () => {
    const { allowed, reasons } = await why(await app.signedIn('bithu.caichot'), { permission: 'dossier.review' })
    expect(allowed).toBe(false)
    expect(reasons[0]?.text).toContain('Việc này giao cho: Cấp xã: Bí thư')
  })

  it('tells of a position that has ended, on the day after as on the last', async () => {
    const secretary = await app.signedIn('bithu.giongtrom')
    clock.setTo('2025-07-01')
    const { reasons } = await why(secretary, { permission: 'dossier.opinion' })
    clock.setTo('2022-02-01')
    expect(reasons).toContainEqual({ about: 'position', ok: false, text: expect.stringContaining('01/07/2025') })
    expect((await why(secretary, { permission: 'dossier.opinion' })).allowed).toBe(true)
  })

  it('knows the stage of the dossier and the part of each', async () => {
    const asked = { permission: 'dossier.review', dossierId: dossier.id, action: 'propose' }
    const early = await why(await app.signedIn('tochuc.mythanh'), asked)
    expect(early.reasons.find(({ about }) => about === 'stage')).toMatchObject({ ok: false })
    const own = await why(await app.signedIn('bithu.caichot'), asked)
    expect(own.reasons.find(({ about }) => about === 'duty')).toMatchObject({ ok: false })
  })

  it('says of a dossier out of reach only that there is none', async () => {
    const stranger = await why(await app.signedIn('bithu.bendo'), {
      permission: 'dossier.prepare',
      dossierId: dossier.id,
      action: 'withdraw',
    })
    expect(stranger.reasons.at(-1)?.text).toContain('không có, hoặc không thuộc phạm vi')
    expect((await why(await app.signedIn('bithu.bendo'), { permission: 'no.such' })).status).toBe(404)
  })
})
