import { send } from '#platform/web/api.ts'

const post = (path: string, body: unknown): Promise<Response> =>
  send(`/api/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

/** Opens a session on this device. Throws a `Problem`; status 401: the name or the password is wrong. */
export async function signIn(username: string, password: string): Promise<void> {
  await post('sign-in/username', { username: username.trim(), password })
}

/** The old one ends, and with it every other device's session. Status 400: the current one is wrong. */
export async function changePassword(currentPassword: string, newPassword: string): Promise<void> {
  await post('change-password', { currentPassword, newPassword, revokeOtherSessions: true })
}

export interface Device {
  token: string
  createdAt: string
  userAgent?: string | null
}

/** Everywhere one is signed in, and which of them is here. */
export async function listDevices(): Promise<{ devices: Device[]; here: string | null }> {
  const [list, current] = await Promise.all([send('/api/auth/list-sessions'), send('/api/auth/get-session')])
  const devices: Device[] = await list.json()
  const session: { session: Device } | null = await current.json()
  return { devices, here: session?.session.token ?? null }
}

export async function endDevice(token: string): Promise<void> {
  await post('revoke-session', { token })
}

export async function endOtherDevices(): Promise<void> {
  await post('revoke-other-sessions', {})
}

/** Only a page of this application may be gone to after signing in. */
export const safeNext = (next: string | undefined): string =>
  next !== undefined && /^\/(?![/\\]|sign-in)/u.test(next) ? next : '/'
