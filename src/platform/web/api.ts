import type { AnyContractProcedure, InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { askToConfirm } from './confirm.ts'
import { currentLang } from './currentLang.ts'
import { newId } from './newId.ts'
import { Problem, problemOf, refuseStranger } from './problem.ts'

export type InputOf<P extends AnyContractProcedure> = InferContractRouterInputs<P>
export type OutputOf<P extends AnyContractProcedure> = InferContractRouterOutputs<P>

export interface CallOptions {
  signal?: AbortSignal | undefined
  /** Repeats of one deed carry one key, so that the server does it once. Made for each call when absent. */
  idempotencyKey?: string | undefined
}

type Context = { idempotencyKey?: string | undefined }

/** Every request of the application goes through here: same origin, our headers, refusals as `Problem`. */
export async function send(request: Request | string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(request instanceof Request ? request.headers : init.headers)
  headers.set('accept-language', currentLang())
  headers.set('x-requested-with', 'vung-manh')
  // A request can be read once; asked again after the person has shown who they are, it is a copy.
  const again = request instanceof Request ? request.clone() : request
  const response = await fetch(request, { ...init, headers, credentials: 'same-origin' }).catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new Problem({ code: 'offline', status: 0, title: '' }, { cause })
  })
  if (response.ok) return response
  const problem = await problemOf(response)
  if (problem.reason === 'confirm_identity' && (await askToConfirm())) return send(again, init)
  throw problem
}

const links = new WeakMap<AnyContractProcedure, OpenAPILink<Context>>()

function linkTo(procedure: AnyContractProcedure): OpenAPILink<Context> {
  const known = links.get(procedure)
  if (known) return known
  const link = new OpenAPILink<Context>(
    { it: procedure },
    {
      url: `${location.origin}/api/v1`,
      headers: ({ context }) =>
        (procedure['~orpc'].route.method ?? 'POST') === 'GET'
          ? {}
          : { 'idempotency-key': context.idempotencyKey ?? newId() },
      fetch: async (request, init) => refuseStranger(await send(request, init)),
    },
  )
  links.set(procedure, link)
  return link
}

/** Calls an endpoint of a contract. Throws `Problem`. The server has checked the answer against the contract. */
export async function call<P extends AnyContractProcedure>(
  procedure: P,
  input: InputOf<P>,
  options: CallOptions = {},
): Promise<OutputOf<P>> {
  const output = await linkTo(procedure).call(['it'], input, {
    ...(options.signal ? { signal: options.signal } : {}),
    context: { idempotencyKey: options.idempotencyKey },
  })
  return output as OutputOf<P>
}
