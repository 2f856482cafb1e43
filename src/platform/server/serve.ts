import { createHash } from 'node:crypto'
import type { AnySchema, ContractProcedure, ErrorMap, InferSchemaInput, InferSchemaOutput } from '@orpc/contract'
import { Procedure } from '@orpc/server'
import type { EndpointMeta } from '#shared/contract.ts'
import { grants, type Permission } from '#shared/permission.ts'
import { type Language, Problem, type ProblemDetails } from '#shared/problem.ts'
import { type Actor, asActor, reaching } from './actor.ts'
import type { Auth } from './auth.ts'
import { confirmFirst } from './authGate.ts'
import type { Clock } from './clock.ts'
import type { Database, Tx } from './database.ts'
import { record } from './journal.ts'
import { readingJournal } from './reading.ts'
import type { Settings } from './settings.ts'

/** Made once per process. */
export type Services = { db: Database; clock: Clock; settings: Settings; auth: Auth }
/** Made once per request. */
export type RequestContext = Services & { actor: Actor; idempotencyKey: string | null }

/** What a command or query is given: a transaction behind row-level security, and who, when, in which language. */
export type Call = {
  tx: Tx
  actor: Actor
  now: Date
  today: string
  language: Language
  services: Services
}

/** A person is meant, not a system: for commands that a person must answer for. */
export function requirePerson(call: Call): string {
  if (call.actor.personId === null) throw new Problem('forbidden', { reason: 'person_required' })
  return call.actor.personId
}

/** Before what would harm most in wrong hands: who one is must have been shown within the last minutes. */
export function requireFresh({ actor }: Call): void {
  if (actor.session !== null && !actor.session.fresh) throw confirmFirst()
}

const OWN_ACCOUNT = new Set(['account.read', 'account.secure'])

/**
 * Refuse unless one of the actor's positions grants the permission (or its token carries it). The actor returned sees only
 * what this permission reaches.
 */
export function requirePermission(actor: Actor, permission: Permission, today: string): Actor {
  if (actor.tokenPermissions !== null) {
    if (permission.by === 'anyone' || actor.tokenPermissions.includes(permission.code)) return actor
    throw new Problem('forbidden', { reason: permission.code })
  }
  // Before one's own password and second factor are set, nothing is open but setting them.
  const halfway = actor.accountId !== null && actor.personId === null
  if (halfway && permission.by !== 'anyone' && !OWN_ACCOUNT.has(permission.code))
    throw new Problem('forbidden', { reason: 'set_up_first' })
  if (grants(permission, [...actor.positions, ...actor.delegations], actor.accountId !== null, today))
    return reaching(actor, permission, today)
  throw new Problem(actor.accountId === null ? 'unauthenticated' : 'forbidden', { reason: permission.code })
}

type Endpoint<I extends AnySchema, O extends AnySchema, E extends ErrorMap> = ContractProcedure<I, O, E, EndpointMeta>
type Run<I extends AnySchema, O extends AnySchema> = (
  call: Call,
  input: InferSchemaOutput<I>,
) => Promise<InferSchemaInput<O>>

/** An endpoint that only reads. */
export function query<I extends AnySchema, O extends AnySchema, E extends ErrorMap>(
  endpoint: Endpoint<I, O, E>,
  run: Run<I, O>,
) {
  const lineOf = readingJournal(endpoint['~orpc'].route, endpoint['~orpc'].outputSchema)
  return procedure(endpoint, async (context, input) => {
    const answer = await asActor(context.db, context.actor, context.clock, 'read', (tx) =>
      run(callOf(context, tx), input),
    )
    const line = lineOf(context, input, answer)
    if (line) {
      await asActor(context.db, context.actor, context.clock, 'write', (tx) => record(callOf(context, tx), line.entry))
      line.seen()
    }
    return answer
  })
}

/** An answer that holds a secret is given once and kept nowhere: a repeated request is told so. */
const SHOWN_ONCE: ProblemDetails = {
  reason: 'shown_once',
  detail: {
    vi: 'Việc này đã làm xong ở lần gửi trước; mã bí mật chỉ hiện một lần nên không hiện lại. Nếu chưa kịp chép, hãy thu hồi rồi cấp mã mới.',
    en: 'This was done the first time it was sent; its secret is shown once only. If it was not copied, withdraw it and make another.',
  },
}

/**
 * An endpoint that changes something: one transaction for state, journal and events; a repeated request is answered again,
 * not done again. `shownOnce`: the answer holds a secret.
 */
export function command<I extends AnySchema, O extends AnySchema, E extends ErrorMap>(
  endpoint: Endpoint<I, O, E>,
  run: Run<I, O>,
  /** `secret`: what is sent is kept in no form at all, so a repeat is done again. */
  { shownOnce = false, secret = false }: { shownOnce?: boolean; secret?: boolean } = {},
) {
  const lineOf = readingJournal(endpoint['~orpc'].route, endpoint['~orpc'].outputSchema)
  return procedure(endpoint, async (context, input) => {
    const { answer, line } = await asActor(context.db, context.actor, context.clock, 'write', async (tx) => {
      const { accountId } = context.actor
      const call = callOf(context, tx)
      const request = { path: endpoint['~orpc'].route.path, input }
      const answered =
        secret || context.idempotencyKey === null || accountId === null
          ? await run(call, input)
          : await once(tx, { accountId, key: context.idempotencyKey, shownOnce }, request, () => run(call, input))
      const told = lineOf(context, input, answered)
      if (told) await record(call, told.entry)
      return { answer: answered, line: told }
    })
    line?.seen()
    return answer
  })
}

function procedure<I extends AnySchema, O extends AnySchema, E extends ErrorMap>(
  endpoint: Endpoint<I, O, E>,
  run: (context: RequestContext, input: InferSchemaOutput<I>) => Promise<InferSchemaInput<O>>,
) {
  const { permission } = endpoint['~orpc'].meta
  return new Procedure<RequestContext, RequestContext, I, O, E, EndpointMeta>({
    ...endpoint['~orpc'],
    // Who may not, is told so before anything of the input is looked at.
    middlewares: [
      ({ context, next }) => {
        const actor = requirePermission(context.actor, permission, context.clock.today())
        return next({ context: { ...context, actor } })
      },
    ],
    inputValidationIndex: 1,
    outputValidationIndex: 1,
    handler: ({ context, input }) => run(context, input),
  })
}

function callOf({ actor, db, clock, settings, auth }: RequestContext, tx: Tx): Call {
  return {
    tx,
    actor,
    now: clock.now(),
    today: clock.today(),
    language: actor.language,
    services: { db, clock, settings, auth },
  }
}

type Sent = { accountId: string; key: string; shownOnce: boolean }

async function once<T>(
  tx: Tx,
  { accountId, key, shownOnce }: Sent,
  request: unknown,
  run: () => Promise<T>,
): Promise<T> {
  const hash = createHash('sha256').update(JSON.stringify(request)).digest('hex')
  const fresh = await tx
    .insertInto('answered_request')
    .values({ account_id: accountId, key, request_hash: hash })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst()
  if (!fresh) {
    const earlier = await tx
      .selectFrom('answered_request')
      .selectAll()
      .where('account_id', '=', accountId)
      .where('key', '=', key)
      .executeTakeFirstOrThrow()
    if (earlier.request_hash !== hash) throw new Problem('key_reused')
    if (shownOnce) throw new Problem('conflict', SHOWN_ONCE)
    return earlier.answer as T
  }
  const answer = await run()
  await tx
    .updateTable('answered_request')
    .set({ status: 200, answer: shownOnce ? null : JSON.stringify(answer ?? null) })
    .where('account_id', '=', accountId)
    .where('key', '=', key)
    .execute()
  return answer
}
