import { createHmac } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { TEST_PASSWORD } from './database.ts'

type Sent = { address?: string; headers?: Record<string, string>; method?: 'GET' | 'POST' | 'PUT' }

/** One browser of one person: it keeps its cookies and comes from one address, as `inject` alone does not. */
export function browserOf({ app }: { app: FastifyInstance }, home = '198.51.100.1') {
  const cookies = new Map<string, string>()
  const send = async (url: string, payload?: unknown, { address = home, headers = {}, method }: Sent = {}) => {
    const answer = await app.inject({
      method: method ?? (payload === undefined ? 'GET' : 'POST'),
      url,
      remoteAddress: address,
      headers: {
        host: 'localhost:3000',
        origin: 'http://localhost:3000',
        cookie: [...cookies].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('; '),
        ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(payload === undefined ? {} : { payload: JSON.stringify(payload) }),
    })
    for (const { name, value, maxAge } of answer.cookies) {
      if (maxAge === 0 || value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    const json = answer.body !== '' && String(answer.headers['content-type']).includes('json')
    const body = z.record(z.string(), z.unknown()).safeParse(json ? answer.json() : {}).data ?? {}
    return { status: answer.statusCode, body, headers: answer.headers, set: answer.headers['set-cookie'] }
  }
  return {
    cookies,
    send,
    auth: (path: string, payload?: unknown, sent?: Sent) => send(`/api/auth/${path}`, payload, sent),
    api: (path: string, payload?: unknown, sent?: Sent) => send(`/api/v1${path}`, payload, sent),
    signIn: (username: string, password = TEST_PASSWORD, sent?: Sent) =>
      send('/api/auth/sign-in/username', { username, password }, sent),
    /** Whose browser it is now. */
    async person(): Promise<unknown> {
      const { body } = await send('/api/v1/session')
      return z.object({ id: z.string() }).nullable().parse(body['person'])?.id ?? null
    },
  }
}
export type Browser = ReturnType<typeof browserOf>

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The six digits an authenticator shows (RFC 6238) for a key, so many half-minutes from now. */
export function sixDigits(key: string, steps = 0): string {
  const bits = Array.from(key.replace(/\W/gu, ''), (sign) => ALPHABET.indexOf(sign).toString(2).padStart(5, '0')).join(
    '',
  )
  const bytes = Buffer.from((bits.match(/.{8}/gu) ?? []).map((octet) => Number.parseInt(octet, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps))
  const mac = createHmac('sha1', bytes).update(counter).digest()
  const at = (mac.at(-1) ?? 0) & 15
  return String((mac.readUInt32BE(at) & 0x7f_ff_ff_ff) % 1_000_000).padStart(6, '0')
}
