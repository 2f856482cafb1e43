import type { InferContractRouterInputs } from '@orpc/contract'
import { refusePassword } from '#shared/password.ts'
import { Problem } from '#shared/problem.ts'
import type { Account } from '#platform/server/accountStore.ts'
import type { EnrolmentProof } from '#platform/server/enrolmentStore.ts'
import { record } from '#platform/server/journal.ts'
import { commonPasswords } from '#platform/server/passwordHash.ts'
import { type Call, requireFresh } from '#platform/server/serve.ts'
import { refuse } from '#features/accounts/server/refuse.ts'
import * as contract from '../contract.ts'
import { getOwn, getPerson, listPositions, listProvinces } from './queries.ts'

type Inputs = InferContractRouterInputs<typeof contract>
const done = { done: true } as const

/** Written in the name of whose account it is, also while nobody is signed in. */
const note = (call: Call, account: Account, action: string, after?: unknown) =>
  record(
    { ...call, actor: { ...call.actor, accountId: account.id, personId: account.personId } },
    {
      action,
      objectType: 'account',
      objectId: account.personId ?? account.id,
      unitId: null,
      ...(after === undefined ? {} : { after }),
    },
  )

async function requireGoodPassword(call: Call, account: Account, password: string): Promise<void> {
  const [person, provinces, isCommon] = await Promise.all([
    getPerson(call, account),
    listProvinces(call),
    commonPasswords(),
  ])
  const refusal = refusePassword(password, [account.username, person, ...provinces], isCommon)
  if (refusal) refuse(call.language, `password_${refusal}`)
}

/** Every other device is signed out with the old password. */
export async function changePassword(call: Call, { current, password }: Inputs['changePassword']) {
  const { auth } = call.services
  const own = await getOwn(call)
  if ((await auth.findPasswordHash(own.id)) === null) requireFresh(call)
  else if (!(await auth.checkPassword(own.id, current ?? '', own.sessionId))) refuse(call.language, 'wrong_password')
  if (current === password) refuse(call.language, 'same_password')
  await requireGoodPassword(call, own, password)
  await note(call, own, 'account.password_changed')
  await auth.setPassword(own.id, password)
  await auth.confirmSession(own.sessionId)
  await auth.endSessions(own.id, own.sessionId)
  return done
}

export async function confirmIdentity(call: Call, { password }: Inputs['confirmIdentity']) {
  const own = await getOwn(call)
  if (!(await call.services.auth.checkPassword(own.id, password, own.sessionId)))
    refuse(call.language, 'wrong_password')
  await note(call, own, 'account.identity_confirmed')
  await call.services.auth.confirmSession(own.sessionId)
  return done
}

/** At once: the next request of that device is nobody's. */
export async function endSession(call: Call, sessionId: string) {
  const own = await getOwn(call)
  if (!(await call.services.auth.endSession(own.id, sessionId))) throw new Problem('not_found', { reason: 'session' })
  await note(call, own, 'account.device_signed_out')
  return done
}

export async function endOtherSessions(call: Call) {
  const own = await getOwn(call)
  const devices = await call.services.auth.endSessions(own.id, own.sessionId)
  await note(call, own, 'account.device_signed_out', { devices })
  return done
}

export async function renamePasskey(call: Call, { passkeyId, name }: Inputs['renamePasskey']) {
  const own = await getOwn(call)
  if (!(await call.services.auth.renamePasskey(own.id, passkeyId, name)))
    throw new Problem('not_found', { reason: 'passkey' })
  return done
}

/** Nobody takes their last way in away. */
async function requireAnotherWayIn(call: Call, accountId: string, without: 'passkey' | 'province') {
  const ways = await call.services.auth.listWaysIn(accountId)
  const passkeys = ways.passkeys.length - (without === 'passkey' ? 1 : 0)
  const left = ways.password || passkeys > 0 || (ways.province && without !== 'province')
  if (!left) refuse(call.language, 'last_way_in')
}

export async function removePasskey(call: Call, passkeyId: string) {
  requireFresh(call)
  const own = await getOwn(call)
  await requireAnotherWayIn(call, own.id, 'passkey')
  if (!(await call.services.auth.removePasskey(own.id, passkeyId)))
    throw new Problem('not_found', { reason: 'passkey' })
  await note(call, own, 'account.passkey_removed')
  return done
}

export async function removeTwoFactor(call: Call) {
  requireFresh(call)
  const own = await getOwn(call)
  await note(call, own, 'account.two_factor_removed')
  await call.services.auth.removeTwoFactor(own.id)
  return done
}

export async function unlinkProvinceLogin(call: Call) {
  requireFresh(call)
  const own = await getOwn(call)
  await requireAnotherWayIn(call, own.id, 'province')
  await note(call, own, 'account.province_unlinked')
  await call.services.auth.linkProvince(own.id, null)
  return done
}

const proofOf = ({ kind, username, secret }: contract.Proof): EnrolmentProof =>
  kind === 'link' ? { kind, secret } : { kind, secret, username: username ?? '' }

/** The account that a link or code opens. Wrong ones are counted and slowed. */
async function getEnrolled(call: Call, input: contract.Proof): Promise<Account & { expiresAt: Date }> {
  const { auth } = call.services
  const proof = proofOf(input)
  const right = await auth.countEnrolment(proof, call.actor.address ?? '')
  const found = await auth.findEnrolment(proof)
  const account = found && (await auth.findAccount(found.accountId))
  if (!found || !account) refuse(call.language, 'enrolment_over')
  await right()
  return { ...account, expiresAt: found.expiresAt }
}

export async function openEnrolment(call: Call, input: Inputs['openEnrolment']) {
  const account = await getEnrolled(call, input)
  return {
    name: await getPerson(call, account),
    username: account.username,
    positions: await listPositions(call, account),
    expiresAt: account.expiresAt.toISOString(),
  }
}

/** The first password of one's own, or the next one. The link or code has done its work. */
export async function completeEnrolment(call: Call, input: Inputs['completeEnrolment']) {
  const { auth } = call.services
  const account = await getEnrolled(call, input)
  const username = input.chosenUsername ?? account.username
  const taken = await auth.findAccountNamed(username)
  if (taken && taken.id !== account.id) refuse(call.language, 'username_taken')
  await requireGoodPassword(call, { ...account, username }, input.password)
  if (!(await auth.completeEnrolment(account.id))) refuse(call.language, 'enrolment_over')
  await note(call, account, 'account.opened')
  await auth.setUsername(account.id, username)
  await auth.setPassword(account.id, input.password)
  await auth.forgiveAttempts(account.id)
  return { username }
}
