import { send } from '#platform/web/api.ts'

const post = (path: string, body: unknown): Promise<Response> =>
  send(`/api/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

const asked = (answer: unknown): boolean =>
  typeof answer === 'object' && answer !== null && 'twoFactorRedirect' in answer && answer.twoFactorRedirect === true

/**
 * Opens a session on this device, or asks for the second step (`code`). Throws a `Problem`; status 401: the name or the
 * password is wrong; 429: come again in so many seconds.
 */
export async function signIn(username: string, password: string): Promise<'in' | 'code'> {
  const response = await post('sign-in/username', { username: username.trim(), password })
  return asked(await response.json()) ? 'code' : 'in'
}

/** The second step. Status 401: wrong or used already. */
export async function enterCode(kind: 'totp' | 'backup-code', code: string): Promise<void> {
  await post(`two-factor/verify-${kind}`, { code: kind === 'totp' ? code.replace(/\D/gu, '') : code.trim() })
}

export interface TwoFactorStart {
  /** To be typed where it cannot be scanned. */
  key: string
  /** What an authenticator scans. */
  address: string
  backupCodes: string[]
}

/** Begins two-step sign-in; it holds once the first six digits were right (`enterCode`). */
export async function startTwoFactor(username: string, password: string): Promise<TwoFactorStart> {
  const response = await post('two-factor/enable', password === '' ? {} : { password })
  const { totpURI, backupCodes }: { totpURI: string; backupCodes: string[] } = await response.json()
  const key = new URL(totpURI).searchParams.get('secret') ?? ''
  const label = encodeURIComponent(`Vững Mạnh:${username}`)
  const query = new URLSearchParams({ secret: key, issuer: 'Vững Mạnh' }).toString().replaceAll('+', '%20')
  return { key, address: `otpauth://totp/${label}?${query}`, backupCodes }
}

/** The earlier ones end. */
export async function renewBackupCodes(password: string): Promise<string[]> {
  const response = await post('two-factor/generate-backup-codes', password === '' ? {} : { password })
  const { backupCodes }: { backupCodes: string[] } = await response.json()
  return backupCodes
}

/** Goes to the province's own login and comes back; `link`: links it with the account signed in here. */
export async function goToProvince(link: boolean, next: string): Promise<void> {
  const back = link ? '/account' : '/sign-in'
  const response = await post(link ? 'link-social' : 'sign-in/social', {
    provider: 'province',
    callbackURL: link ? back : next,
    errorCallbackURL: `${back}?province=refused`,
    disableRedirect: true,
  })
  const { url }: { url: string } = await response.json()
  location.assign(url)
}

const SHARED = 'vung-manh-shared'
/** Others use this computer too: its sessions end sooner. Remembered on the computer, not on the person. */
export const isSharedComputer = (): boolean => document.cookie.split('; ').includes(`${SHARED}=1`)
export function setSharedComputer(shared: boolean): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the server reads it with every way of signing in.
  document.cookie = `${SHARED}=${shared ? 1 : 0}; Path=/; SameSite=Lax; Max-Age=${shared ? 31_536_000 : 0}`
}

/** Only a page of this application may be gone to after signing in. */
export const safeNext = (next: string | undefined): string =>
  next !== undefined && /^\/(?![/\\]|sign-in|join)/u.test(next) ? next : '/'
