import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Answer, Caller, TestApp } from './database.ts'
import { type Known, samplesOf } from './generated.ts'

/** The OpenAPI document as a list of calls that can be made, so that a new endpoint is covered on the day it appears. */

const Operation = z.object({
  /** Those of contracts have one; uploads and downloads beside them do not. */
  operationId: z.string().optional(),
  parameters: z
    .array(z.object({ name: z.string(), in: z.string(), required: z.boolean().optional(), schema: z.unknown() }))
    .default([]),
  requestBody: z.object({ content: z.record(z.string(), z.object({ schema: z.unknown() })) }).optional(),
})
const Document = z.object({ paths: z.record(z.string(), z.record(z.string(), Operation)) })

export type Endpoint = {
  method: string
  path: string
  /** Part of the API proper: its answers are described by the document. */
  described: boolean
  parameters: readonly { name: string; in: string; required?: boolean | undefined; schema: unknown }[]
  /** Schema of the body; absent where none is taken. */
  body: unknown
}

const written = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

export async function listEndpoints({ app }: Pick<TestApp, 'app'>): Promise<Endpoint[]> {
  const document = Document.parse((await app.inject({ url: '/api/openapi.json' })).json())
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, parameters, requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      described: operationId !== undefined,
      parameters,
      body: requestBody?.content['application/json']?.schema,
    })),
  )
}

/** Words of a property's or parameter's name that mean a table of another name. */
const meant: Record<string, string> = {
  parent: 'unit',
  over: 'unit',
  into: 'unit',
  main: 'unit',
  successor: 'unit',
  head: 'person',
  member: 'person',
  participant: 'person',
  plan: 'reorganisation_plan',
  team: 'appraisal_team',
  document: 'official_document',
  window: 'meeting_window',
  token: 'api_token',
  use: 'evidence_use',
  visit: 'site_visit',
  request: 'data_request',
  breach: 'data_breach',
  hold: 'data_hold',
  proposal: 'schedule_proposal',
  import: 'unit_import',
  entry: 'unplaced_entry',
  object: 'dossier',
}

/** Texts that mean something only to those who know them. */
const words: Record<string, readonly string[]> = {
  format: ['pdf', 'docx', 'json', 'xlsx', 'csv'],
  gaps: ['true'],
  past: ['true'],
  withdrawn: ['true'],
  objectType: ['dossier'],
  slug: ['xa-luong-phu'],
}

/** Which things a name such as `toPersonId`, `dossierIds` or `unitId` means, by the ids of each table. */
export const knownBy =
  (ids: ReadonlyMap<string, readonly string[]>, more: Record<string, readonly string[]> = {}): Known =>
  (name) => {
    const [, last] = /([a-z]+|[A-Z][a-z]+)Ids?$/u.exec(name) ?? []
    if (last === undefined) return more[name] ?? words[name] ?? []
    const whole = name.replace(/Ids?$/u, '').replaceAll(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`)
    const noun = last.toLowerCase()
    return ids.get(whole) ?? ids.get(meant[whole] ?? noun) ?? ids.get(meant[noun] ?? '') ?? []
  }

/** Whether it writes only on the version its caller has seen. */
export const asksVersion = ({ body }: Endpoint): boolean => JSON.stringify(body ?? {}).includes('"version"')

/** Whether there is anything a body must not be. */
export const asksBody = ({ body }: Endpoint): boolean => JSON.stringify(body ?? {}).includes('"required"')

export type Made = { address: string; body: unknown }

/** Calls with things of a schema in every place: path, query and body. */
export function callsOf(
  { path, parameters, body }: Endpoint,
  known: Known,
  { count, seed }: { count: number; seed: number },
): Made[] {
  const bodies = body === undefined ? [] : samplesOf(body, known, { count, seed })
  // A page's cursor is a secret of the page before.
  const named = parameters.filter(({ name }) => name !== 'cursor')
  const values = named.map(({ name, schema, in: place, required = false }) => ({
    name,
    place,
    required,
    samples: samplesOf(schema, known, { count, seed, name }),
  }))
  return Array.from({ length: count }, (_, at) => {
    const inPath = new Map(
      values.filter(({ place }) => place === 'path').map((one) => [one.name, written(one.samples[at])]),
    )
    const query = new URLSearchParams()
    // The first call, and every other after it, leaves out what may be left out.
    for (const { name, samples } of values.filter(
      ({ place, required }) => place === 'query' && (required || at % 2 === 1),
    ))
      query.set(name, written(samples[at]))
    const address = path.replaceAll(/\{\+?(\w+)\}/gu, (_hole, name: string) =>
      encodeURIComponent(inPath.get(name) ?? known(name)[at % Math.max(known(name).length, 1)] ?? randomUUID()),
    )
    return { address: query.size === 0 ? address : `${address}?${query.toString()}`, body: bodies[at] }
  })
}

export async function send(caller: Caller, method: string, { address, body }: Made): Promise<Answer> {
  if (method === 'GET') return caller.get(address)
  if (method === 'PUT') return caller.put(address, body)
  if (method === 'PATCH') return caller.patch(address, body)
  if (method === 'DELETE') return caller.delete(address, body)
  return caller.post(address, body)
}

/** What is wrong with an answer as such: a fault of the system, or a refusal that is no problem in words; else null. */
export function faultOf({ status, body, headers }: Answer): string | null {
  const problem =
    status < 400 || (String(headers['content-type']).includes('problem+json') && typeof body['detail'] === 'string')
  return status >= 500 || !problem ? `${status} ${JSON.stringify(body)}` : null
}
