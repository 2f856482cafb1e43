import type { FastifyRequest } from 'fastify'
import type { Language } from '#shared/problem.ts'
import { Problem } from '#shared/problem.ts'
import { type Actor, asActor, loadActor, nobody } from './actor.ts'
import type { Auth } from './auth.ts'
import type { Services } from './serve.ts'
import { findToken } from './token.ts'

/** The reader's language: what the browser asks for, Vietnamese unless it is English. */
export function languageOf(request: FastifyRequest): Language {
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'vi'
}

/** Who is calling, read once per request: from a session cookie or another system's token. */
export function actorReader({ db, clock, auth }: Services & { auth: Auth }) {
  return async (request: FastifyRequest): Promise<Actor> => {
    const language = languageOf(request)
    const anonymous = nobody(request.ip, language)
    const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
    if (bearer !== undefined) {
      const token = await asActor(db, anonymous, clock, 'read', (tx) => findToken(tx, bearer, clock.now()))
      if (!token) throw new Problem('unauthenticated', { reason: 'token' })
      return {
        ...anonymous,
        accountId: `token:${token.id}`,
        name: token.name,
        units: [token.unitId],
        tokenPermissions: token.permissions,
      }
    }
    const { cookie } = request.headers
    if (cookie === undefined) return anonymous
    const session = await auth.findSession(new Headers({ cookie }))
    if (!session) return anonymous
    // With a password that somebody else handed over, nothing is done before it is changed.
    if (session.personId === null || session.mustChangePassword) return { ...anonymous, accountId: session.accountId }
    const { accountId, personId } = session
    const held = await asActor(db, { ...anonymous, accountId }, clock, 'read', (tx) =>
      loadActor(tx, personId, clock.today()),
    )
    return { ...anonymous, ...held, accountId, personId }
  }
}
