/** Set by the browser where others use the same computer: its sessions end sooner, and with the browser. */
const SHARED = 'vung-manh-shared'

/** One cookie of a request, decoded; null when it is not there. */
export function cookieIn(header: string | null | undefined, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) return decode(part.slice(at + 1).trim())
  }
  return null
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

export const isShared = (header: string | null | undefined): boolean => cookieIn(header, SHARED) === '1'

/** Names and writing of our cookies: with an https origin under the prefix `__Host-`, which binds them to this host. */
export function authCookies(origin: string) {
  const secure = origin.startsWith('https://')
  const prefix = `${secure ? '__Host-' : ''}vung-manh`
  const session = `${prefix}.session_token`
  return {
    secure,
    prefix,
    session,
    device: `${prefix}.device`,
    write: (name: string, value: string, seconds: number): string =>
      `${name}=${encodeURIComponent(value)}; Max-Age=${seconds}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`,
    /** The token of the session that an answer opens, if it opens one. */
    sessionSetBy(response: Response): string | null {
      for (const line of response.headers.getSetCookie()) {
        const token = cookieIn(line.split(';')[0], session)?.split('.')[0]
        if (token !== undefined && token !== '' && !/max-age=0(?:;|$)/iu.test(line)) return token
      }
      return null
    },
    /** The request as somebody not signed in makes it: a link opened on another person's computer is not theirs. */
    withoutSession(request: Request): Request {
      const headers = new Headers(request.headers)
      const parts = (headers.get('cookie') ?? '').split(';').filter((part) => part.trim().split('=')[0] !== session)
      headers.set('cookie', parts.join(';'))
      return new Request(request, { headers })
    },
    /** Headers that can be added to; on a shared computer the session's cookie goes with the browser. */
    forBrowser(answer: Response, shared: boolean): Response {
      const response = new Response(answer.body, { status: answer.status, headers: answer.headers })
      if (!shared) return response
      const lines = response.headers.getSetCookie()
      response.headers.delete('set-cookie')
      for (const line of lines)
        response.headers.append(
          'set-cookie',
          line.startsWith(`${session}=`) && !/max-age=0(?:;|$)/iu.test(line)
            ? line.replace(/;\s*(?:max-age|expires)=[^;]*/giu, '')
            : line,
        )
      return response
    },
  }
}
export type Cookies = ReturnType<typeof authCookies>
