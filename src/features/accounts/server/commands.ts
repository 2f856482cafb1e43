import { record } from '#platform/server/journal.ts'
import { type Call, requireFresh } from '#platform/server/serve.ts'
import type { AccountView, HandOver, LinkProvince, NewAccount } from '../contract.ts'
import { getAccount, getManaged } from './queries.ts'
import { refuse } from './refuse.ts'

type Action = AccountView['allowedActions'][number]

async function requireAction(call: Call, personId: string, action: Action): Promise<AccountView> {
  const view = await getManaged(call, personId)
  if (view.allowedActions.includes(action)) return view
  if (personId === call.actor.personId) refuse(call.language, 'own_account')
  if (view.blocked !== null) refuse(call.language, 'positions_elsewhere')
  refuse(call.language, action === 'create' ? 'has_account' : 'already_withdrawn')
}

// Accounts live apart from the application's tables: the journal is written first, the account last, so that nothing is
// done to an account without a word of it in the journal.
const note = (call: Call, action: string, personId: string, after?: unknown) =>
  record(call, { action, objectType: 'account', objectId: personId, unitId: null, ...(after ? { after } : {}) })

/** An account for somebody with a position; they open it with the link or code handed over. */
export async function createAccount(call: Call, input: NewAccount): Promise<AccountView> {
  requireFresh(call)
  const { auth } = call.services
  const person = await requireAction(call, input.personId, 'create')
  if (await auth.findAccountNamed(input.username)) refuse(call.language, 'username_taken')
  await note(call, 'account.created', input.personId, { by: input.kind })
  const accountId = await auth.createAccount({
    username: input.username,
    name: person.name,
    personId: input.personId,
  })
  await auth.handOver(accountId, input.kind, input.secret)
  return getManaged(call, input.personId)
}

/** For somebody who has forgotten or lost what they signed in with, or whose account was withdrawn. */
export async function handOver(call: Call, input: HandOver): Promise<AccountView> {
  requireFresh(call)
  const { auth } = call.services
  const { personId } = await getAccount(call, input.accountId)
  await requireAction(call, personId, 'hand_over')
  await note(call, 'account.handed_over', personId, { by: input.kind })
  await auth.awaitEnrolment(input.accountId)
  await auth.handOver(input.accountId, input.kind, input.secret)
  return getManaged(call, personId)
}

/** From now on this person may sign in with their account of the province. */
export async function linkProvinceLogin(call: Call, { accountId, subject }: LinkProvince): Promise<AccountView> {
  requireFresh(call)
  const { personId } = await getAccount(call, accountId)
  const view = await getManaged(call, personId)
  if (view.blocked !== null) await requireAction(call, personId, 'hand_over')
  await note(call, 'account.province_linked', personId)
  if (!(await call.services.auth.linkProvince(accountId, subject))) refuse(call.language, 'subject_taken')
  return getManaged(call, personId)
}

/** Every device is signed out at once and no password opens it; what the person did stays. */
export async function withdrawAccount(call: Call, accountId: string): Promise<AccountView> {
  const { personId } = await getAccount(call, accountId)
  await requireAction(call, personId, 'withdraw')
  await note(call, 'account.withdrawn', personId)
  await call.services.auth.withdrawAccount(accountId)
  return getManaged(call, personId)
}
