import type { FastifyRequest, FastifyServerOptions } from 'fastify'
import type { Settings } from './settings.ts'

/** Fields of a database's error that name things of ours; its detail and its hint may quote what people wrote. */
const TOLD = ['code', 'constraint', 'table', 'schema', 'routine', 'statusCode'] as const

type Told = { type: string; message: string; stack: string; cause?: Told }

/** An error as it is logged: where it happened and what it is called, never the data it happened to. */
export function tellError(error: unknown, depth = 0): Told {
  if (!(error instanceof Error)) return { type: typeof error, message: '', stack: '' }
  const known = Object.entries(error).flatMap(([name, value]: [string, unknown]) =>
    TOLD.some((told) => told === name) && ['string', 'number'].includes(typeof value) ? [[name, value]] : [],
  )
  return {
    type: error.constructor.name,
    message: error.message,
    stack: error.stack ?? '',
    ...Object.fromEntries(known),
    ...(error.cause === undefined || depth > 3 ? {} : { cause: tellError(error.cause, depth + 1) }),
  }
}

/** A request as it is logged: no header, no body, and of its address no query, in which people type. */
const tellRequest = ({ method, url, ip }: FastifyRequest) => ({ method, path: url.split('?', 1)[0], address: ip })

/** JSON lines on standard output, one an event, in UTC; what is not named here is not in them. */
export const logOptions = ({ LOG_LEVEL: level }: Settings): NonNullable<FastifyServerOptions['logger']> =>
  level === 'silent' ? false : { level, serializers: { req: tellRequest, err: tellError } }
