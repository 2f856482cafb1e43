import { ORPCError, ValidationError } from '@orpc/server'
import { z } from 'zod'
import { codeOfIssue, type FieldError } from '#shared/fieldError.ts'
import { type Language, Problem } from '#shared/problem.ts'
import { PLAN_OUTDATED } from './database.ts'

const PostgresError = z.object({ code: z.string(), constraint: z.string().optional() })
const HttpError = z.object({ statusCode: z.number() })

/** Nothing is wrong with the request: the database is overrun, restarting, or not to be reached for the moment. */
const BUSY = [
  ...['40001', '40P01', '53300', '57P01', '57P02', '57P03', '55P03', PLAN_OUTDATED],
  ...['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE'],
]
/** What the driver says, without a code, when every connection is in use for too long and when one has gone. */
const NO_CONNECTION = [
  'timeout exceeded when trying to connect',
  'Connection terminated unexpectedly',
  'Client has encountered a connection error and is not queryable',
]

/** What PostgreSQL refused, in our words. Constraint names are stable, so screens may know them as `reason`. */
function fromPostgres(code: string, constraint: string | undefined): Problem | undefined {
  const reason = constraint === undefined ? {} : { reason: constraint }
  if (code === '23505' || code === '23P01') return new Problem('conflict', reason)
  if (code === '23503') return new Problem('not_found', reason)
  if (code === '23514' || code === '23502' || code.startsWith('22')) return new Problem('invalid', reason)
  if (code === '42501') return new Problem('forbidden')
  if (code === 'VM001') return new Problem('not_allowed_now', { reason: 'immutable' })
  if (BUSY.includes(code)) return new Problem('busy')
  return undefined
}

/** The problem that stands for a status of another part, with that part's own code as its reason. */
export function fromStatus(status: number, reason?: string): Problem | undefined {
  const told = reason === undefined ? {} : { reason }
  if (status === 400) return new Problem('malformed', told)
  if (status === 401) return new Problem('unauthenticated', told)
  if (status === 403) return new Problem('forbidden', told)
  if (status === 404 || status === 405) return new Problem('not_found', told)
  if (status === 413) return new Problem('too_large', told)
  if (status === 415) return new Problem('unsupported_file', told)
  if (status === 422) return new Problem('invalid', told)
  if (status === 429) return new Problem('too_many_requests', told)
  if (status === 503) return new Problem('busy', told)
  return undefined
}

function fieldErrors(error: ValidationError): FieldError[] {
  return error.issues.map((issue) => ({
    pointer: `/${(issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('/')}`,
    ...codeOfIssue({ ...issue }),
  }))
}

/** Any error as the problem the reader is told; what is not expected is `internal` and belongs in the log. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof ORPCError) {
    if (error.cause instanceof Problem) return error.cause
    if (error.cause instanceof ValidationError) {
      return error.status < 500 ? new Problem('invalid', { errors: fieldErrors(error.cause) }) : new Problem('internal')
    }
    if (error.cause !== undefined && error.status >= 500) return problemOf(error.cause)
    return fromStatus(error.status) ?? new Problem('internal')
  }
  const postgres = PostgresError.safeParse(error)
  if (postgres.success) {
    const known = fromPostgres(postgres.data.code, postgres.data.constraint)
    if (known) return known
  }
  if (error instanceof Error && NO_CONNECTION.includes(error.message)) return new Problem('busy')
  const http = HttpError.safeParse(error)
  if (http.success) return fromStatus(http.data.statusCode) ?? new Problem('internal')
  return new Problem('internal')
}

/** For oRPC: the error carries its problem, already in the reader's language. */
export function asTransportError(error: unknown, language: Language): ORPCError<string, unknown> {
  const problem = problemOf(error)
  const body = problem.body(language)
  return new ORPCError(body.code, { status: body.status, message: body.title, data: body, cause: problem })
}
