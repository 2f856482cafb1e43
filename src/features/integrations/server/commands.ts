import { randomBytes } from 'node:crypto'
import type { InferContractRouterInputs } from '@orpc/contract'
import { record } from '#platform/server/journal.ts'
import { type Call, requireFresh, requirePerson } from '#platform/server/serve.ts'
import { makeToken as newToken } from '#platform/server/token.ts'
import { Problem } from '#shared/problem.ts'
import type { makeToken, makeWebhook, pauseWebhook } from '../contract.ts'
import { refusedAddress } from '../event.ts'
import { en, vi } from '../messages.ts'
import { listTokens, listWebhooks } from './queries.ts'

type Inputs = InferContractRouterInputs<{
  makeToken: typeof makeToken
  makeWebhook: typeof makeWebhook
  pauseWebhook: typeof pauseWebhook
}>

const DAY = 86_400_000

/** A key for another system, over one administered unit and what is below it. */
export async function makeApiToken(call: Call, { id, name, unitId, permissions, days }: Inputs['makeToken']) {
  requireFresh(call)
  const madeBy = requirePerson(call)
  requireAdministered(call, unitId)
  const { token, hash } = newToken()
  const expiresAt = new Date(call.now.getTime() + days * DAY)
  await call.tx
    .insertInto('api_token')
    .values({ id, name, unit_id: unitId, permissions, hash, made_by: madeBy, made_at: call.now, expires_at: expiresAt })
    .execute()
  await record(call, {
    action: 'token.made',
    objectType: 'token',
    objectId: id,
    unitId,
    after: { name, permissions, expiresAt },
  })
  return { token, view: only(await listTokens(call.tx, call.today, id)) }
}

export async function withdrawApiToken(call: Call, tokenId: string) {
  requirePerson(call)
  const changed = await call.tx
    .updateTable('api_token')
    .set({ withdrawn_at: call.now })
    .where('id', '=', tokenId)
    .where('withdrawn_at', 'is', null)
    .returning('unit_id')
    .executeTakeFirst()
  if (changed)
    await record(call, { action: 'token.withdrawn', objectType: 'token', objectId: tokenId, unitId: changed.unit_id })
  return only(await listTokens(call.tx, call.today, tokenId))
}

/** A receiver of events of one administered unit and what is below it. */
export async function makeReceiver(call: Call, { id, unitId, url, eventTypes }: Inputs['makeWebhook']) {
  requireFresh(call)
  const madeBy = requirePerson(call)
  requireAdministered(call, unitId)
  const refused = refusedAddress(url, call.services.settings.demo)
  if (refused)
    throw new Problem('invalid', {
      reason: refused,
      detail: { vi: vi.refusal[refused], en: en.refusal[refused] },
      errors: [{ pointer: '/url', detail: refused }],
    })
  const secret = `whsec_${randomBytes(24).toString('base64')}`
  await call.tx
    .insertInto('webhook')
    .values({ id, unit_id: unitId, url, secret, event_types: eventTypes, made_by: madeBy, made_at: call.now })
    .execute()
  await record(call, {
    action: 'webhook.made',
    objectType: 'webhook',
    objectId: id,
    unitId,
    after: { url, eventTypes },
  })
  return { secret, view: only(await listWebhooks(call.tx, call.today, id)) }
}

export async function pauseReceiver(call: Call, { webhookId, paused, version }: Inputs['pauseWebhook']) {
  requirePerson(call)
  const changed = await call.tx
    .updateTable('webhook')
    .set({ paused_at: paused ? call.now : null, version: version + 1 })
    .where('id', '=', webhookId)
    .where('version', '=', version)
    .returning('unit_id')
    .executeTakeFirst()
  const view = only(await listWebhooks(call.tx, call.today, webhookId))
  if (!changed) throw new Problem('stale_version')
  await record(call, {
    action: paused ? 'webhook.paused' : 'webhook.resumed',
    objectType: 'webhook',
    objectId: webhookId,
    unitId: changed.unit_id,
  })
  return view
}

function requireAdministered({ actor }: Call, unitId: string): void {
  if (actor.administeredUnits.includes(unitId)) return
  throw new Problem('forbidden', { reason: 'outside', detail: { vi: vi.refusal.outside, en: en.refusal.outside } })
}

function only<T>(rows: T[]): T {
  const [row] = rows
  if (row === undefined) throw new Problem('not_found')
  return row
}
