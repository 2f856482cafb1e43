import { readdir } from 'node:fs/promises'
import { isContractProcedure } from '@orpc/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { loadRegister } from '#features/personal-data/server/registerPage.ts'
import type { EndpointMeta } from '#shared/contract.ts'
import { personalLeaves } from '#platform/server/reading.ts'
import { type TestApp, testApp, testClock } from '../database.ts'
import { personId, seedPeople, unitId } from '../people.ts'

/** Reading about people, over every endpoint: a new one is covered on the day it appears. */

type Reader = { name: string; path: string; method: string; permission: string; input: unknown; output: unknown }
let endpoints: Reader[] = []
const clock = testClock('2022-03-01')
let app: TestApp
beforeAll(async () => {
  app = await testApp(clock)
  await seedPeople(app)
  endpoints = await listEndpoints()
})
afterAll(() => app.close())

async function listEndpoints(): Promise<Reader[]> {
  const features = new URL('../../src/features/', import.meta.url)
  const files = (await readdir(features, { recursive: true })).filter((name) => /^[^/]+\/contract\.ts$/u.test(name))
  const contracts = await Promise.all(
    files.map((file): Promise<Record<string, unknown>> => import(new URL(file, features).href)),
  )
  return contracts.flatMap((contract) =>
    Object.entries(contract).flatMap(([name, value]) => {
      if (!isContractProcedure(value)) return []
      const { route, meta, inputSchema, outputSchema } = value['~orpc']
      const { permission } = meta as EndpointMeta
      const { path = '', method = 'POST' } = route
      return [{ name, path, method, permission: permission.code, input: inputSchema, output: outputSchema }]
    }),
  )
}

type Leaf = { key: string; path: string; siblings: string[]; parent: string }
/** Every text an answer holds, with what stands around it. */
function textsOf(schema: unknown, path: string[] = [], siblings: string[] = []): Leaf[] {
  if (path.length > 16) return []
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([key, value]) =>
      textsOf(value, [...path, key], Object.keys(schema.shape)),
    )
  if (schema instanceof z.ZodArray) return textsOf(schema.element, path, siblings)
  if (schema instanceof z.ZodRecord) return textsOf(schema.valueType, path, siblings)
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => textsOf(option, path, siblings))
  if (schema instanceof z.ZodPipe) return textsOf(schema.out, path, siblings)
  if (schema instanceof z.ZodString)
    return [{ key: path.at(-1) ?? '', path: path.join('.'), siblings, parent: path.at(-2) ?? '' }]
  if (schema instanceof z.ZodType && 'innerType' in schema.def) return textsOf(schema.def.innerType, path, siblings)
  return []
}

const ofPerson = /^(who|by|author|signer|responsible|username|participants|drafters|appraisers|members|[a-z]\w*By)$/u
const personAround = /^(person|people|by|participants?|seats?|appraisers?|members?|signer|holder|attendees?|who)$/iu
const suspected = ({ key, siblings, parent }: Leaf, { path }: Reader) =>
  ofPerson.test(key) ||
  (key === 'name' &&
    (siblings.includes('personId') ||
      siblings.includes('username') ||
      siblings.includes('memberId') ||
      personAround.test(parent))) ||
  (key === 'name' && /\/people\b/u.test(path))

/** Suspected by their name, and of nobody in particular. */
const lookedAt = [
  'getTitle grantedBy: a body',
  'listPeopleToTell items.unit.name: a unit',
  'showSummary settings.setBy: a unit',
  'listClusters items.members.name: units',
  'listPermissions conflicts.who: a duty',
  'listDemonstrationAccounts accounts.username: invented people',
  'listDemonstrationAccounts accounts.name: invented people',
  'openEnrolment name: to whom it is handed over',
  'openEnrolment username: to whom it is handed over',
  'completeEnrolment username: to whom it is handed over',
  'confirmTitle grantedBy: a body',
  'openReAppraisal grantedBy: a body',
  'confirmAfterReAppraisal grantedBy: a body',
  'openReview grantedBy: a body',
  'restoreTitle grantedBy: a body',
  'revokeTitle grantedBy: a body',
  'correctTitle grantedBy: a body',
  'setFollowing settings.setBy: a unit',
  'formCluster members.name: units',
  'endCluster members.name: units',
]

const readers = () => endpoints.filter(({ path }) => !path.startsWith('/me/'))

describe('an endpoint that answers with something about a person', () => {
  it('says so in its schema, so that reading it is journalled', () => {
    const known = new Set(lookedAt.map((line) => line.replace(/:.*$/u, '')))
    const silent = readers().flatMap((one) => {
      const marked = new Set(
        personalLeaves(one.output).map(({ path }) => path.filter((step) => step !== '*').join('.')),
      )
      return textsOf(one.output)
        .filter((leaf) => suspected(leaf, one) && !marked.has(leaf.path))
        .map(({ path }) => `${one.name} ${path}`)
    })
    expect(
      [...new Set(silent)].filter((name) => !known.has(name) && !name.includes('replacedBy')),
      'mark them with PersonalName or personal() of #shared/contract.ts',
    ).toEqual([])
  })

  it('names a column of the register, and is among those who read it there', async () => {
    const { entries } = await loadRegister()
    const wrong = readers().flatMap(({ name, permission, output }) =>
      personalLeaves(output).flatMap(({ column }) => {
        const entry = entries.find(({ columns }) => columns.includes(column))
        if (!entry) return [`${name}: ${column} is not in the register`]
        if (entry.permissions.includes(permission)) return []
        return [`${column}: \`${permission}\` (${name})`]
      }),
    )
    expect([...new Set(wrong)].sort(), 'write them into docs/privacy.md').toEqual([])
  })

  it('says by id whose name it is, so that the reading can be told to that person', () => {
    const nameless = readers().flatMap((one) => {
      const texts = new Map(textsOf(one.output).map((leaf) => [leaf.path, leaf]))
      return personalLeaves(one.output).flatMap(({ column, role, path }) => {
        const leaf = texts.get(path.filter((step) => step !== '*').join('.'))
        if (column !== 'person.name' || role === 'public' || !leaf) return []
        const wanted = leaf.key === 'name' ? ['id', 'personId', 'memberId'] : [`${leaf.key}Id`, 'personId']
        return wanted.some((name) => leaf.siblings.includes(name)) ? [] : [`${one.name} ${leaf.path}`]
      })
    })
    expect([...new Set(nameless)], 'put the id beside the name: draftedById beside draftedBy').toEqual([])
  })

  it('gives to nobody what the register says nobody reads', async () => {
    const { entries } = await loadRegister()
    const declared = new Set(endpoints.map(({ permission }) => permission))
    const named = entries.flatMap(({ permissions }) => permissions)
    expect(named.filter((code) => !declared.has(code))).toEqual([])
  })
})

/** Every name an input knows. */
function namesOf(schema: unknown, depth = 0): string[] {
  if (depth > 16) return []
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([key, value]) => [key, ...namesOf(value, depth + 1)])
  if (schema instanceof z.ZodArray) return namesOf(schema.element, depth + 1)
  if (schema instanceof z.ZodRecord) return namesOf(schema.valueType, depth + 1)
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => namesOf(option, depth + 1))
  if (schema instanceof z.ZodPipe) return [...namesOf(schema.in, depth + 1), ...namesOf(schema.out, depth + 1)]
  return schema instanceof z.ZodType && 'innerType' in schema.def ? namesOf(schema.def.innerType, depth + 1) : []
}

describe('what is refused', () => {
  it('has no place in any input: citizen ids, religion, ethnicity, birth, health, self-criticism', () => {
    const refused =
      /citizen|cccd|cmnd|national_?id|identity|passport|religio|ton_?giao|ethnic|dan_?toc|belief|political|criticism|kiem_?diem|manifestation|bieu_?hien|health|biometric|fingerprint|birth|gender|marital/iu
    const names = endpoints.flatMap(({ name, input }) => namesOf(input).map((field) => `${name} ${field}`))
    expect(names.length).toBeGreaterThan(150)
    // Showing again who one is, with the password: no paper of identity.
    expect(names.filter((field) => refused.test(field))).toEqual(['confirmIdentity password'])
  })
})

const readings = async () => {
  const rows = await app.db.selectFrom('journal').selectAll().where('action', '=', 'personal_data.read').execute()
  return rows.map(({ person_id, object_id, unit_id, after }) => ({ person_id, object_id, unit_id, after }))
}
const positions = `/units/${unitId('cai-chot')}/positions`

describe('reading about others', () => {
  it('leaves one line in the journal for the whole list: who, what, of whom, how many, which columns', async () => {
    const organiser = await app.signedIn('tochuc.mythanh')
    await organiser.get(positions)
    expect(await readings()).toEqual([
      {
        person_id: personId('tochuc.mythanh'),
        object_id: positions,
        unit_id: unitId('cai-chot'),
        after: {
          endpoint: 'GET /units/{unitId}/positions',
          columns: { 'person.name': 2 },
          persons: [personId('bithu.caichot'), personId('phobithu.caichot')].sort(),
        },
      },
    ])
  })

  it('again within the hour is one look; after it, another', async () => {
    const before = (await readings()).length
    const organiser = await app.signedIn('tochuc.mythanh')
    await organiser.get(positions)
    expect(await readings()).toHaveLength(before)
    clock.setTo('2022-03-02')
    await organiser.get(positions)
    expect(await readings()).toHaveLength(before + 1)
  })

  it('is not written where names are hidden, nor for one’s own', async () => {
    const before = (await readings()).length
    const stranger = await app.signedIn('bithu.thoithanh')
    expect((await stranger.get(positions)).status).toBe(200)
    expect((await stranger.get('/session')).body['person']).toBeTruthy()
    expect((await stranger.get('/me/account')).status).toBe(200)
    expect(await readings()).toHaveLength(before)
  })

  it('leaves no name in the journal', async () => {
    expect(JSON.stringify(await readings())).not.toContain('Nguyễn Văn Thử')
  })
})
