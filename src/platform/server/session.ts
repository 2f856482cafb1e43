import type { FastifyRequest } from 'fastify'
import type { Language } from '#shared/problem.ts'
import { Problem } from '#shared/problem.ts'
import { type Actor, asActor, loadActor, nobody } from './actor.ts'
import type { Auth } from './auth.ts'
import type { Caller, CallerCache } from './callerCache.ts'
import type { Services } from './serve.ts'
import { findToken } from './token.ts'

/** The reader's language: what the browser asks for, Vietnamese unless it is English. */
export function languageOf(request: FastifyRequest): Language {
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'vi'
}

/** Who is calling: from a session cookie, remembered for a moment, or from another system's token. */
export function actorReader({ db, clock, auth, settings }: Services & { auth: Auth }, cache: CallerCache) {
  const look = async (cookie: string): Promise<Caller | null> => {
    const found = await auth.findSession(new Headers({ cookie }))
    if (!found) return null
    const { id, fresh, accountId, personId } = found
    const halfway = { accountId, personId: null, session: { id, fresh }, held: null }
    // With a password that somebody else handed over, nothing is done before it is changed.
    if (personId === null || found.mustChangePassword) return halfway
    const signedIn = { ...nobody(null, 'vi'), accountId }
    const held = await asActor(db, signedIn, clock, 'read', (tx) => loadActor(tx, personId, clock.today()))
    // Nor where a position asks for two factors, before there are two.
    const needsSecondFactor = [...held.positions, ...held.delegations].some(({ role }) =>
      settings.secondFactorRoles.includes(role),
    )
    return needsSecondFactor && !found.strong ? halfway : { ...halfway, personId, held }
  }
  return async (request: FastifyRequest): Promise<Actor> => {
    const anonymous = nobody(request.ip, languageOf(request))
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
    const caller = await cache.find(cookie, clock.today(), () => look(cookie))
    if (!caller) return anonymous
    const { accountId, personId, session, held } = caller
    return { ...anonymous, ...held, accountId, personId, session }
  }
}
