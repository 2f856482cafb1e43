import { sql } from 'kysely'
import { Problem } from '#shared/problem.ts'
import { record } from '#platform/server/journal.ts'
import { type Call, requirePerson } from '#platform/server/serve.ts'
import { isOver, requireOver } from '#features/units/server/queries.ts'
import { handleRequests, type RequestView } from '../contract.ts'
import { dueDay, type RequestKind, refuseHandling, requestKinds, requestStates } from '../request.ts'
import { refuse } from './refuse.ts'
import { daysOf } from './settings.ts'
import { addStep, stepsOf } from './steps.ts'

const requests = ({ tx, today }: Call) =>
  tx
    .selectFrom('data_request as r')
    .innerJoin('person as p', 'p.id', 'r.person_id')
    .leftJoin('unit_version as v', (join) =>
      join.onRef('v.unit_id', '=', 'r.unit_id').on(sql<boolean>`v.valid @> ${today}::date`),
    )
    .select(['r.id', 'r.unit_id as unitId', 'v.name as unitName', 'r.kind', 'r.person_id as personId', 'p.name'])
    .select(['r.content', 'r.received_on as receivedOn', 'r.due_on as dueOn', 'r.state', 'r.answer'])
    .select(['r.closed_on as closedOn', 'r.version'])

type Row = Awaited<ReturnType<ReturnType<typeof requests>['execute']>>[number]

async function asViews(call: Call, rows: readonly Row[]): Promise<RequestView[]> {
  const steps = await stepsOf(
    call.tx,
    'request_id',
    rows.map(({ id }) => id),
  )
  const mine = new Map<string, boolean>()
  for (const { unitId } of rows) if (!mine.has(unitId)) mine.set(unitId, await isOver(call, handleRequests, unitId))
  return rows.map(({ personId, name, unitName, kind, state, ...row }) => ({
    ...row,
    unitName: unitName ?? '',
    kind: oneOf(requestKinds, kind),
    state: oneOf(requestStates, state),
    person: { id: personId, name },
    overdue: state === 'open' && row.dueOn !== null && row.dueOn < call.today,
    steps: steps.get(row.id) ?? [],
    allowedActions:
      mine.get(row.unitId) && refuseHandling({ state, personId }, call.actor.personId ?? '') === null ? ['handle'] : [],
  }))
}

function oneOf<T extends string>(known: readonly T[], text: string): T {
  const found = known.find((one) => one === text)
  if (found === undefined) throw new Error(`Unknown ${text}`)
  return found
}

async function getRequest(call: Call, id: string): Promise<{ row: Row; view: RequestView }> {
  const row = await requests(call).where('r.id', '=', id).executeTakeFirst()
  const [view] = row ? await asViews(call, [row]) : []
  if (!row || !view) throw new Problem('not_found', { reason: 'data_request' })
  return { row, view }
}

export async function listOwnRequests(call: Call) {
  const rows = await requests(call)
    .where('r.account_id', '=', call.actor.accountId)
    .orderBy('r.received_on', 'desc')
    .orderBy('r.id', 'desc')
    .limit(200)
    .execute()
  return { items: await asViews(call, rows) }
}

type Filter = { state: 'open' | 'closed'; cursor?: string | undefined; limit: number }

/** Those of the units one handles, oldest first while they are open. */
export async function listRequests(call: Call, { state, cursor, limit }: Filter) {
  const [day = '', id = ''] = cursor?.split(',') ?? []
  let asked = requests(call)
    .where('r.state', state === 'open' ? '=' : '!=', 'open')
    .limit(limit + 1)
  asked = asked.orderBy('r.received_on', 'desc').orderBy('r.id', 'desc')
  if (cursor !== undefined) {
    if (!/^\d{4}-\d\d-\d\d,[0-9a-f-]{36}$/u.test(cursor)) throw new Problem('invalid', { reason: 'cursor' })
    asked = asked.where(sql<boolean>`(r.received_on, r.id) < (${day}::date, ${id}::uuid)`)
  }
  const rows = await asked.execute()
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: await asViews(call, page),
    next: rows.length > limit && last ? `${last.receivedOn},${last.id}` : null,
  }
}

type New = { id: string; kind: RequestKind; content: string }

/** Sent by the person: it goes to whoever keeps the unit of their newest position. */
export async function sendRequest(call: Call, { id, kind, content }: New): Promise<RequestView> {
  const personId = requirePerson(call)
  const place = await call.tx
    .selectFrom('position')
    .select('unit_id')
    .where('person_id', '=', personId)
    .orderBy(sql`valid @> ${call.today}::date`, 'desc')
    .orderBy(sql`lower(valid)`, 'desc')
    .executeTakeFirst()
  if (!place) return refuse('not_allowed_now', 'no_unit')
  await insert(call, {
    id,
    kind,
    content,
    unitId: place.unit_id,
    personId,
    accountId: call.actor.accountId,
    by: null,
    on: call.today,
  })
  return (await getRequest(call, id)).view
}

/** Received on paper or by word. */
export async function receiveRequest(
  call: Call,
  input: New & { unitId: string; personId: string; receivedOn: string },
): Promise<RequestView> {
  const by = requirePerson(call)
  await requireOver(call, handleRequests, input.unitId)
  if (input.receivedOn > call.today)
    throw new Problem('invalid', { errors: [{ pointer: '/receivedOn', detail: 'in_future' }] })
  const [account] = await call.services.auth.listAccounts([input.personId])
  await insert(call, { ...input, accountId: account?.id ?? null, by, on: input.receivedOn })
  return (await getRequest(call, input.id)).view
}

type Inserted = New & { unitId: string; personId: string; accountId: string | null; by: string | null; on: string }

async function insert(call: Call, { id, kind, content, unitId, personId, accountId, by, on }: Inserted): Promise<void> {
  const due = dueDay(on, await daysOf(call.tx, `request.${kind}`))
  await call.tx
    .insertInto('data_request')
    .values({
      unit_id: unitId,
      id,
      kind,
      person_id: personId,
      account_id: accountId,
      content,
      received_on: on,
      received_by: by,
      due_on: due,
    })
    .execute()
  await record(call, {
    action: 'data_request.received',
    objectType: 'data_request',
    objectId: id,
    unitId,
    after: { kind, due },
  })
}

type Handling = { requestId: string; version: number }

async function handled(call: Call, { requestId, version }: Handling): Promise<{ row: Row; by: string }> {
  const by = requirePerson(call)
  const { row } = await getRequest(call, requestId)
  await requireOver(call, handleRequests, row.unitId)
  const refusal = refuseHandling(row, by)
  if (refusal) refuse(refusal === 'own_request' ? 'forbidden' : 'not_allowed_now', refusal)
  if (row.version !== version) throw new Problem('stale_version')
  return { row, by }
}

export async function noteRequest(call: Call, input: Handling & { id: string; note: string }): Promise<RequestView> {
  const { row } = await handled(call, input)
  await addStep(call, { request_id: row.id, unitId: row.unitId, id: input.id, note: input.note })
  await record(call, { action: 'data_request.noted', objectType: 'data_request', objectId: row.id, unitId: row.unitId })
  return (await getRequest(call, row.id)).view
}

type Answer = Handling & { outcome: 'answered' | 'refused'; answer: string }

export async function answerRequest(call: Call, input: Answer): Promise<RequestView> {
  const { row, by } = await handled(call, input)
  const { numUpdatedRows } = await call.tx
    .updateTable('data_request')
    .set({
      state: input.outcome,
      answer: input.answer,
      closed_on: call.today,
      closed_by: by,
      version: input.version + 1,
    })
    .where('id', '=', row.id)
    .where('version', '=', input.version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Problem('stale_version')
  await record(call, {
    action: `data_request.${input.outcome}`,
    objectType: 'data_request',
    objectId: row.id,
    unitId: row.unitId,
    before: { state: row.state },
    after: { state: input.outcome },
  })
  return (await getRequest(call, row.id)).view
}
