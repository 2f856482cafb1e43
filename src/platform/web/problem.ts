/** What stands in the way of a step, with the place where it can be mended. */
export interface Obstacle {
  code: string
  text: string
  /** Path of the page that mends it. */
  to?: string | undefined
}

/** One field that was refused; `pointer` is a JSON pointer into the input (`/name`). */
export interface FieldProblem {
  pointer: string
  detail: string
}

interface Body {
  code: string
  status: number
  title: string
  reason?: string
  detail?: string
  errors?: FieldProblem[]
  data?: unknown
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const isBody = (value: unknown): value is Body =>
  isRecord(value) && typeof value['code'] === 'string' && typeof value['title'] === 'string'

const isObstacle = (value: unknown): value is Obstacle =>
  isRecord(value) && typeof value['code'] === 'string' && typeof value['text'] === 'string'

/** Obstacles travel as the problem's data, alone or under their name. */
function obstaclesIn(data: unknown): Obstacle[] {
  const list = isRecord(data) && 'obstacles' in data ? data['obstacles'] : data
  return Array.isArray(list) ? list.filter(isObstacle) : []
}

/** A refusal as the server tells it (RFC 9457), or the network's silence under the codes `offline` and `unavailable`. */
export class Problem extends Error {
  readonly code: string
  readonly status: number
  readonly title: string
  /** The feature's own stable code within the general one. */
  readonly reason: string | undefined
  readonly detail: string | undefined
  readonly errors: readonly FieldProblem[]
  readonly obstacles: readonly Obstacle[]
  readonly data: unknown

  constructor(body: Body, options?: ErrorOptions) {
    super(body.title, options)
    this.name = 'Problem'
    this.code = body.code
    this.status = body.status
    this.title = body.title
    this.reason = body.reason
    this.detail = body.detail
    this.errors = body.errors ?? []
    this.obstacles = obstaclesIn(body.data)
    this.data = body.data
  }

  /** The words for one field, found by its name in the input: `problem.of('name')`. */
  of(field: string): string | undefined {
    return this.errors.find((error) => error.pointer === `/${field.replaceAll('.', '/')}`)?.detail
  }
}

/** Reads a refused answer; an answer that is not ours (a proxy's page) becomes `unavailable`. */
export async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = response.headers.get('content-type')?.includes('json')
    ? await response.json().catch(() => null)
    : null
  if (isBody(body)) return new Problem({ ...body, status: response.status })
  return new Problem({ code: 'unavailable', status: response.status, title: response.statusText })
}

/** An answer of the interface is JSON or nothing: a page that a proxy put in its place, whatever its status, is no answer. */
export function refuseStranger(response: Response): Response {
  const type = response.headers.get('content-type')
  if (type === null || type.includes('json')) return response
  throw new Problem({ code: 'unavailable', status: 502, title: '' })
}

/** The browser could not fetch the code of a page: the network's doing, or a newer release has taken its place. */
export const isPartMissing = (error: unknown): boolean =>
  error instanceof Error && /dynamically imported module|Importing a module script failed/u.test(error.message)

/** Whatever was thrown, as a problem that can be shown. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  return new Problem({ code: 'unexpected', status: 0, title: '' }, { cause: error })
}
