import { send } from './api.ts'
import { Problem } from './problem.ts'

const library = () => import('@simplewebauthn/browser')

/** Whether this browser knows passkeys; they belong to a name, so an address of digits has none. */
export const hasPasskeys = (): boolean =>
  isSecureContext && 'PublicKeyCredential' in window && !/^[\d.:[\]]+$/u.test(location.hostname)

const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  send(`/api/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

/** What the device itself said no to: closed, no fingerprint, not here. Nothing has changed then. */
function asProblem(cause: unknown): unknown {
  if (cause instanceof Problem) return cause
  const known = cause instanceof Error && cause.name === 'InvalidStateError'
  return new Problem({ code: 'passkey', status: 0, title: '', reason: known ? 'known_here' : 'not_used' }, { cause })
}

/** Opens a session with a passkey of this device, or of a phone beside it. Throws `Problem`. */
export async function signInWithPasskey(): Promise<void> {
  const optionsJSON = await (await send('/api/auth/passkey/generate-authenticate-options')).json()
  const { startAuthentication } = await library()
  try {
    const response = await startAuthentication({ optionsJSON })
    await post('passkey/verify-authentication', { response })
  } catch (cause) {
    throw asProblem(cause)
  }
}

/**
 * Makes a passkey on this device. `enrolment`: opens an account with the link or code handed over and signs in with it;
 * without, one is signed in already. Throws `Problem`; reason `known_here` when this device has one already.
 */
export async function addPasskey({
  name,
  username,
  enrolment,
}: {
  name: string
  username: string
  enrolment?: string
}) {
  const headers = enrolment === undefined ? {} : { 'x-enrolment': enrolment }
  const query = new URLSearchParams({ name: username })
  const answer = await send(`/api/auth/passkey/generate-register-options?${query}`, { headers })
  const optionsJSON = await answer.json()
  const { startRegistration } = await library()
  try {
    const response = await startRegistration({ optionsJSON })
    const createSession = enrolment !== undefined
    await post('passkey/verify-registration', { response, name, createSession }, headers)
  } catch (cause) {
    throw asProblem(cause)
  }
}
