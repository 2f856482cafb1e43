import { randomUUID } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { z } from 'zod'
import { makeToken } from '#platform/server/token.ts'
import { type Answer, type Caller, TEST_PASSWORD, testApp, type TestClock } from './database.ts'
import { pdf } from './evidenceFiles.ts'
import { personId, seedPeople, unitId } from './people.ts'

export type Sent = { status: number; headers: http.IncomingHttpHeaders; body: string }
export type Sending = {
  method: string
  url: string
  headers?: Record<string, string>
  body?: Buffer
  as?: string
  cutAfter?: number
}
type Start = { name?: string; length?: number | string; unit?: string; as?: string }

export const cell = unitId('cai-chot')
/** The id of an upload from its address. */
export const idIn = (url: string | undefined): string => url?.split('/').at(-1) ?? ''
const Added = z.object({ id: z.string(), uses: z.array(z.object({ id: z.string() })) })
/** What a test needs of an answered piece of evidence. */
export const added = (answer: Answer): z.infer<typeof Added> => Added.parse(answer.body)

const encode = (text: string) => Buffer.from(text).toString('base64')

/** A server that listens, the people, and ways to send files to it over a real socket. Call `close` in `afterAll`. */
export async function evidenceStage(clock: TestClock) {
  const app = await testApp(clock)
  await seedPeople(app)
  await app.app.listen({ port: 0, host: '127.0.0.1' })
  const secretary = await app.signedIn('bithu.caichot')
  const cookies = new Map<string, string>()

  async function cookieOf(username: string): Promise<string> {
    const known = cookies.get(username)
    if (known !== undefined) return known
    const payload = { username, password: TEST_PASSWORD }
    const response = await app.app.inject({ method: 'POST', url: '/api/auth/sign-in/username', payload })
    const cookie = response.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ')
    cookies.set(username, cookie)
    return cookie
  }

  /** One request; after `cutAfter` bytes of its body the line goes dead. */
  async function send(sending: Sending): Promise<Sent | 'cut'> {
    const { method, url, headers = {}, body, as = 'bithu.caichot', cutAfter } = sending
    const { port } = app.app.server.address() as AddressInfo
    const length: Record<string, string> = body ? { 'content-length': String(body.length) } : {}
    const all = { cookie: await cookieOf(as), 'tus-resumable': '1.0.0', ...length, ...headers }
    return new Promise((done, fail) => {
      const request = http.request({ port, host: '127.0.0.1', method, path: url, headers: all }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => {
          const { statusCode = 0, headers: answered } = response
          done({ status: statusCode, headers: answered, body: Buffer.concat(chunks).toString('latin1') })
        })
      })
      request.on('error', (error) => (cutAfter === undefined ? fail(error) : done('cut')))
      if (body && cutAfter !== undefined) {
        request.write(body.subarray(0, cutAfter), () => setTimeout(() => request.destroy(), 150))
      } else request.end(body)
    })
  }

  async function answered(sending: Sending): Promise<Sent> {
    const sent = await send(sending)
    if (sent === 'cut') throw new Error('The line went dead')
    return sent
  }

  const begin = ({ name = 'bien-ban.pdf', length = 1, unit = cell, as }: Start) =>
    answered({
      method: 'POST',
      url: '/api/v1/uploads',
      headers: {
        'upload-length': String(length),
        'upload-metadata': `fileName ${encode(name)},unitId ${encode(unit)}`,
      },
      ...(as ? { as } : {}),
    })
  const patch = (url: string, offset: number, body: Buffer, more: Partial<Sending> = {}) =>
    send({
      method: 'PATCH',
      url,
      body,
      headers: { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
      ...more,
    })

  /** A whole upload in one go; its id. */
  async function upload(content: Buffer, name = 'bien-ban.pdf', as?: string): Promise<string> {
    const by = as ? { as } : {}
    const begun = await begin({ name, length: content.length, ...by })
    const url = begun.headers.location ?? ''
    const sent = await patch(url, 0, content, by)
    if (begun.status !== 201 || sent === 'cut' || sent.status !== 204) throw new Error(`Not uploaded: ${begun.body}`)
    return idIn(url)
  }

  const finish = (id: string, who: Caller = secretary): Promise<Answer> => who.post(`/uploads/${id}/finish`, {})
  const create = (more: object, who: Caller = secretary): Promise<Answer> =>
    who.post(`/units/${cell}/evidence`, {
      id: randomUUID(),
      title: 'Biên bản',
      effectiveOn: '2022-06-30',
      nothingClassified: true,
      ...more,
    })

  let made = 0
  /** Evidence with a file of its own. */
  async function newEvidence(more: object = {}, name?: string) {
    made += 1
    return added(await create({ uploadId: await upload(pdf(`tệp ${made}`), name), ...more }))
  }

  let year = 2000
  /** A dossier of a year of its own; its rule set has the items A and B, its list of papers BC. */
  async function newDossier(state = 'building'): Promise<string> {
    year += 1
    const [ruleSet, programme, id] = [randomUUID(), randomUUID(), randomUUID()]
    const content = JSON.stringify({ items: [{ code: 'A' }, { code: 'B' }] })
    const settings = JSON.stringify({ dossierDocuments: [{ code: 'BC' }] })
    await sql`insert into rule_set (id, code, revision, title, content)
      values (${ruleSet}, ${ruleSet}, 1, 'Bộ thử', ${content})`.execute(app.db)
    await sql`insert into programme (id, code, name, term, settings, chain)
      values (${programme}, ${programme}, 'Thử', '[2020-01-01,2026-01-01)', ${settings}, '[]')`.execute(app.db)
    await sql`insert into dossier (unit_id, id, programme_id, rule_set_id, year, state)
      values (${cell}, ${id}, ${programme}, ${ruleSet}, ${year}, ${state})`.execute(app.db)
    return id
  }
  const setState = (id: string, state: string) =>
    app.db.updateTable('dossier').set({ state }).where('id', '=', id).execute()

  /** Puts thamdinh.mot on a team of the district that visits for this dossier; the visit's id. */
  async function seatTeam(dossierId: string): Promise<string> {
    const [team, visit, district] = [randomUUID(), randomUUID(), unitId('giong-trom')]
    await sql`insert into appraisal_team (id, unit_id, programme_id, name, decision_number, decision_date, valid)
      select ${team}, ${district}, programme_id, 'Tổ thử', '1-QĐ/HU', '2022-01-01', '[2022-01-01,)' from dossier where id = ${dossierId}`.execute(
      app.db,
    )
    await sql`insert into appraisal_team_member (unit_id, team_id, person_id, part, valid)
      values (${district}, ${team}, ${personId('thamdinh.mot')}, 'member', '[2022-01-01,)')`.execute(app.db)
    await sql`insert into site_visit (unit_id, id, dossier_id, team_id, planned_on)
      values (${cell}, ${visit}, ${dossierId}, ${team}, '2022-08-09')`.execute(app.db)
    return visit
  }

  /** A token of another system on a unit. */
  async function newToken(unit: string, permissions: string[]): Promise<string> {
    const { token, hash } = makeToken()
    await app.db
      .insertInto('api_token')
      .values({ id: randomUUID(), name: 'Hệ thống thử', unit_id: unitId(unit), permissions, hash })
      .execute()
    return token
  }

  return {
    seatTeam,
    newToken,
    app,
    secretary,
    send,
    answered,
    begin,
    patch,
    upload,
    finish,
    create,
    newEvidence,
    newDossier,
    setState,
  }
}
export type EvidenceStage = Awaited<ReturnType<typeof evidenceStage>>
