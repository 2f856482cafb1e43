import { Problem } from '#shared/problem.ts'
import { record } from '#platform/server/journal.ts'
import type { Call } from '#platform/server/serve.ts'
import type { AccountRefusal } from '../account.ts'
import type { AccountView, HandOver, NewAccount } from '../contract.ts'
import { refusals } from '../refusal.ts'
import { getAccount, getManaged } from './queries.ts'

function refuse(call: Call, refusal: AccountRefusal): never {
  const { code, field, vi, en } = refusals[refusal]
  throw new Problem(code, {
    reason: refusal,
    detail: { vi, en },
    ...(field ? { errors: [{ pointer: `/${field}`, detail: { vi, en }[call.language] }] } : {}),
  })
}

type Action = AccountView['allowedActions'][number]

async function requireAction(call: Call, personId: string, action: Action): Promise<AccountView> {
  const view = await getManaged(call, personId)
  if (view.allowedActions.includes(action)) return view
  if (personId === call.actor.personId) refuse(call, 'own_account')
  if (view.blocked !== null) refuse(call, 'positions_elsewhere')
  refuse(call, action === 'create' ? 'has_account' : 'already_withdrawn')
}

// Accounts live apart from the application's tables: the journal is written first, the account last, so that nothing is
// done to an account without a word of it in the journal.
const note = (call: Call, action: string, personId: string, after?: unknown) =>
  record(call, { action, objectType: 'account', objectId: personId, unitId: null, ...(after ? { after } : {}) })

/** An account for somebody with a position; its password is handed over and changed at the first sign-in. */
export async function createAccount(call: Call, input: NewAccount): Promise<AccountView> {
  const { auth } = call.services
  const person = await requireAction(call, input.personId, 'create')
  if (await auth.findAccountNamed(input.username)) refuse(call, 'username_taken')
  await note(call, 'account.created', input.personId, { username: input.username })
  await auth.createAccount({
    username: input.username,
    password: input.oneTimePassword,
    name: person.name,
    personId: input.personId,
    oneTime: true,
  })
  return getManaged(call, input.personId)
}

/** A new one-time password for somebody who has forgotten theirs, or whose account was withdrawn. */
export async function handOverPassword(call: Call, input: HandOver): Promise<AccountView> {
  const { personId } = await getAccount(call, input.accountId)
  await requireAction(call, personId, 'hand_over')
  await note(call, 'account.password_handed_over', personId)
  await call.services.auth.setOneTimePassword(input.accountId, input.oneTimePassword)
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
