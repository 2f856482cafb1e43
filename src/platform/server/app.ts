import compress from '@fastify/compress'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import serveStatic from '@fastify/static'
import underPressure from '@fastify/under-pressure'
import { OpenAPIHandler } from '@orpc/openapi/fastify'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Pool } from 'pg'
import { z } from 'zod'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Auth } from './auth.ts'
import { openCallerCache } from './callerCache.ts'
import { openDatabase } from './database.ts'
import type { Feature } from './discover.ts'
import { logOptions } from './log.ts'
import { describeApi, watchPlainRoutes } from './openapi.ts'
import { waitFor } from './authGate.ts'
import { asTransportError, fromStatus, problemOf } from './problem.ts'
import { Problem } from '#shared/problem.ts'
import { serveReference } from './reference.ts'
import type { RequestContext, Services } from './serve.ts'
import { actorReader, languageOf } from './session.ts'

/** `db` is the owner's and serves no request: those run through `requestPool`. */
export type Parts = Services & { pool: Pool; auth: Auth; requestPool: Pool; features: Feature[] }

declare module 'fastify' {
  interface FastifyInstance {
    /** Look everybody up anew: after a change that the database has not told yet. */
    forgetCallers: () => void
  }
}

const built = fileURLToPath(new URL('../../../dist/web/', import.meta.url))
const REQUESTS_OF_ACCOUNT = 900
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The whole server, not yet listening. */
export async function buildApp({ requestPool, ...owned }: Parts): Promise<FastifyInstance> {
  const parts = { ...owned, requestPool, db: openDatabase(requestPool) }
  const { settings, auth, features } = parts
  const app = Fastify({
    logger: logOptions(settings),
    bodyLimit: 2 * 1024 * 1024,
    trustProxy: settings.TRUSTED_PROXY,
    forceCloseConnections: 'idle',
  })
  await protect(app, parts)
  const web = path.resolve(settings.WEB_DIR ?? built)
  answerProblems(app, web)
  // A process under load is alive: nobody should end it for that.
  const always = { rateLimit: false, pressureHandler: () => undefined }
  app.get('/healthz', { config: always }, () => ({ status: 'ok' }))
  app.get('/readyz', { config: { rateLimit: false } }, async () => {
    await requestPool.query('select 1')
    return { status: 'ready' }
  })
  const callers = await openCallerCache(parts.pool, parts.db)
  app.addHook('onClose', () => callers.close())
  app.decorate('forgetCallers', callers.forget)
  auth.onChange(callers.forget)
  app.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    handler: async (request, reply) => {
      await passToAuth(auth, request, reply)
      if (request.method === 'POST') callers.forget()
    },
  })

  const actorOf = limitedByAccount(app, parts, actorReader(parts, callers))
  const router = Object.fromEntries(
    features.filter(({ routes }) => Object.keys(routes).length > 0).map(({ name, routes }) => [name, routes]),
  )
  await serveApi(app, router, parts, actorOf)
  const plain = watchPlainRoutes(app)
  for (const feature of features) {
    if (feature.plugin) await app.register(async (scope) => feature.plugin?.(scope, { ...parts, actorOf }))
  }
  const document = await describeApi(router, plain)
  app.get('/api/openapi.json', () => document)
  await serveReference(app)
  await serveWeb(app, web)
  return app
}

/** So many requests a minute from one account, wherever they come from. */
function limitedByAccount(
  app: FastifyInstance,
  { settings }: Parts,
  actorOf: ReturnType<typeof actorReader>,
): ReturnType<typeof actorReader> {
  if (!settings.RATE_LIMIT) return actorOf
  const accounts = new WeakMap<FastifyRequest, string>()
  const count = app.createRateLimit({
    max: REQUESTS_OF_ACCOUNT,
    timeWindow: '1 minute',
    keyGenerator: (request) => `account ${accounts.get(request) ?? request.ip}`,
  })
  return async (request) => {
    const actor = await actorOf(request)
    if (actor.accountId === null) return actor
    accounts.set(request, actor.accountId)
    const limit = await count(request)
    if (!limit.isAllowed && limit.isExceeded) throw waitFor(limit.ttlInSeconds)
    return actor
  }
}

/** Requests that may wait for a connection to the database; with more, the next are told at once to come again. */
const MOST_WAITING = 200

async function protect(app: FastifyInstance, { settings, requestPool: pool }: Parts): Promise<void> {
  const secure = settings.origin.startsWith('https://')
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        frameSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        upgradeInsecureRequests: secure ? [] : null,
      },
    },
    strictTransportSecurity: secure,
    crossOriginOpenerPolicy: secure ? { policy: 'same-origin' } : false,
    originAgentCluster: secure,
  })
  await app.register(compress, { threshold: 1024 })
  if (settings.RATE_LIMIT) await app.register(rateLimit, { max: 1200, timeWindow: '1 minute' })
  // Measured twice a second, as a mean: only a process that stays behind sheds, not one that stood still once.
  // The screens themselves cost next to nothing, and without one of their parts a page is broken: they are always served.
  const pressureHandler = async ({ url }: FastifyRequest) => {
    if (url.startsWith('/api/')) throw new Problem('busy', { reason: 'overrun' })
  }
  await app.register(underPressure, { maxEventLoopDelay: 1000, sampleInterval: 500, pressureHandler })
  app.addHook('onRequest', (request, _reply, done) => {
    const shed = request.url.startsWith('/api/') && pool.waitingCount > MOST_WAITING
    done(shed ? new Problem('busy', { reason: 'overrun' }) : undefined)
  })
  // What is answered about people and cells stays in no browser's cache and in no proxy's.
  app.addHook('onSend', (request, reply, payload, done) => {
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
    done(null, payload)
  })
  // A page of another site cannot make a signed-in browser write here.
  app.addHook('onRequest', (request, _reply, done) => {
    const { origin, host } = request.headers
    const foreign = origin !== undefined && URL.parse(origin)?.host !== host && origin !== settings.origin
    done(
      foreign && request.method !== 'GET' && request.method !== 'HEAD'
        ? new Problem('forbidden', { reason: 'foreign_origin' })
        : undefined,
    )
  })
}

function answerProblems(app: FastifyInstance, web: string): void {
  const send = (request: FastifyRequest, reply: FastifyReply, error: unknown) => {
    const problem = problemOf(error)
    if (problem.code === 'internal') request.log.error(error)
    const body = problem.body(languageOf(request))
    if (body.status === 503) reply.header('retry-after', '5')
    if (body.status === 429 && !reply.hasHeader('retry-after'))
      reply.header('retry-after', String(secondsIn(problem.details.data)))
    return reply.status(body.status).type('application/problem+json').send(JSON.stringify(body))
  }
  app.setErrorHandler((error, request, reply) => send(request, reply, error))
  app.setNotFoundHandler((request, reply) => {
    const page =
      request.method === 'GET' &&
      !request.url.startsWith('/api/') &&
      (request.headers.accept ?? '').includes('text/html')
    if (page && existsSync(path.join(web, 'index.html')))
      return reply.header('cache-control', 'no-cache').sendFile('index.html')
    return send(request, reply, new Problem('not_found'))
  })
}

async function serveApi(
  app: FastifyInstance,
  router: Record<string, Feature['routes']>,
  parts: Services,
  actorOf: ReturnType<typeof actorReader>,
): Promise<void> {
  const handler = new OpenAPIHandler<RequestContext>(router, {
    clientInterceptors: [
      async (options) => {
        try {
          return await options.next()
        } catch (error) {
          if (problemOf(error).code === 'internal') app.log.error(error)
          throw asTransportError(error, options.context.actor.language)
        }
      },
    ],
    customErrorResponseBodyEncoder: (error) => error.data ?? problemOf(error).body('vi'),
  })
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (reply.statusCode >= 400 && String(reply.getHeader('content-type')).startsWith('application/json')) {
      reply.header('content-type', 'application/problem+json; charset=utf-8')
    }
    done(null, payload)
  })
  app.all('/api/v1/*', async (request, reply) => {
    const key = request.headers['idempotency-key']
    if (key !== undefined && !(typeof key === 'string' && UUID.test(key))) {
      throw new Problem('invalid', { errors: [{ pointer: '/headers/idempotency-key', detail: 'uuid' }] })
    }
    const { db, clock, settings } = parts
    const context: RequestContext = {
      db,
      clock,
      settings,
      auth: parts.auth,
      actor: await actorOf(request),
      idempotencyKey: key ?? null,
    }
    const { matched } = await handler.handle(request, reply, { prefix: '/api/v1', context })
    if (!matched) throw new Problem('not_found')
  })
}

async function passToAuth(auth: Auth, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string') headers.set(name, value)
  }
  // Attempts are counted by address; without one, everybody would share one count.
  headers.set('x-forwarded-for', request.ip)
  // What arrives is parsed already and handed on as JSON, whatever it came as; a sign-out comes with nothing.
  if (request.method === 'POST') headers.set('content-type', 'application/json')
  const body = request.method === 'POST' ? { body: JSON.stringify(request.body ?? {}) } : {}
  const response = await auth.handler(
    new Request(new URL(request.url, `${request.protocol}://${request.host}`), {
      method: request.method,
      headers,
      ...body,
    }),
  )
  for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie)
  if (response.status >= 400) {
    const reason = Refusal.safeParse(await response.json()).data?.code.toLowerCase()
    throw fromStatus(response.status, reason) ?? new Problem('internal')
  }
  reply.status(response.status)
  response.headers.forEach((value, name) => {
    if (name !== 'set-cookie') reply.header(name, value)
  })
  await reply.send(await response.text())
}

const Refusal = z.object({ code: z.string() })
const secondsIn = (data: unknown): number => z.object({ seconds: z.number() }).safeParse(data).data?.seconds ?? 60

async function serveWeb(app: FastifyInstance, web: string): Promise<void> {
  if (!existsSync(web)) return
  await app.register(serveStatic, {
    root: web,
    wildcard: false,
    setHeaders: (response, file) => {
      response.header('cache-control', file.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
}
