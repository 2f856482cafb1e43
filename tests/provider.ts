import { createServer } from 'node:http'
import { Provider } from 'oidc-provider'

export const CLIENT = { id: 'vung-manh', secret: 'what the province gave us, long enough' }

/** A province's own login: a real OpenID Connect provider on this machine, where anybody signs in under any subject. */
export async function startProvider(redirectUri: string): Promise<{ discovery: string; close(): Promise<void> }> {
  const server = createServer()
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the provider has no port')
  const issuer = `http://127.0.0.1:${address.port}`
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [redirectUri] }],
    // Without a proof of who began it, no sign-in is finished.
    pkce: { required: () => true },
    cookies: { keys: ['only for tests'] },
  })
  const answer = provider.callback()
  server.on('request', (request, response) => {
    answer(request, response).catch((error: unknown) => server.emit('error', error))
  })
  return {
    discovery: `${issuer}/.well-known/openid-configuration`,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections()
        server.close(() => closed())
      }),
  }
}

/** Goes through the provider's pages as a browser would, under this subject, up to the way back to us. */
export async function signInAtProvider(authorization: string, subject: string, home: string): Promise<string> {
  const cookies = new Map<string, string>()
  let next = { url: authorization, body: null as string | null }
  for (let steps = 0; steps < 12; steps++) {
    const answer = await fetch(next.url, {
      redirect: 'manual',
      method: next.body === null ? 'GET' : 'POST',
      body: next.body,
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(next.body === null ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
    })
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    const onward = answer.headers.get('location')
    if (onward !== null) {
      const url = new URL(onward, next.url)
      if (url.href.startsWith(home)) return `${url.pathname}${url.search}`
      next = { url: url.href, body: null }
    } else {
      const page = await answer.text()
      const submit = /action="([^"]+)"/u.exec(page)?.[1]
      if (submit === undefined) throw new Error(`the provider said: ${page}`)
      const login = page.includes('name="login"')
      const fields = login ? { prompt: 'login', login: subject, password: 'any' } : { prompt: 'consent' }
      next = { url: new URL(submit, next.url).href, body: new URLSearchParams(fields).toString() }
    }
  }
  throw new Error('the provider never came back')
}
