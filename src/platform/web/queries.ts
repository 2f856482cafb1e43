import type { AnyContractProcedure } from '@orpc/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, type InputOf, type OutputOf } from './api.ts'
import { makeAttempts } from './attempt.ts'
import { type Problem, toProblem } from './problem.ts'
import { useTell } from './Notices.tsx'

/** Answers are kept under method, path and input. */
export function keyOf<P extends AnyContractProcedure>(procedure: P, input?: InputOf<P>): unknown[] {
  const { method, path } = procedure['~orpc'].route
  return input === undefined ? [method, path] : [method, path, input]
}

/** Whether two inputs name the same record: their parts of the path agree, so one answer may stand in for the other. */
function isSameRecord(path: string, one: unknown, other: unknown): boolean {
  const names = path.match(/(?<=\{\+?)\w+(?=\})/gu) ?? []
  const part = (input: unknown, name: string): unknown =>
    typeof input === 'object' && input !== null ? Object.entries(input).find(([key]) => key === name)?.[1] : undefined
  return names.every((name) => part(one, name) === part(other, name))
}

interface QueryOptions {
  /** Ask only when this is true (a parameter is known, a panel is open). */
  when?: boolean
  /** Ask again every so many milliseconds. */
  every?: number
}

/**
 * Reads through a contract's endpoint: `const dossier = useQueryOf(getDossier, { dossierId })`. While a list is asked with
 * another filter its earlier answer stays; one record never stands in for another.
 */
export function useQueryOf<P extends AnyContractProcedure>(
  procedure: P,
  input: InputOf<P>,
  options: QueryOptions = {},
) {
  const query = useQuery<OutputOf<P>, Error>({
    queryKey: keyOf(procedure, input),
    queryFn: ({ signal }) => call(procedure, input, { signal }),
    placeholderData: (previous, query) =>
      isSameRecord(procedure['~orpc'].route.path ?? '', query?.queryKey[2], input) ? previous : undefined,
    enabled: options.when ?? true,
    ...(options.every === undefined ? {} : { refetchInterval: options.every }),
  })
  return { ...query, problem: query.error ? toProblem(query.error) : null }
}

interface CommandOptions<P extends AnyContractProcedure> {
  /** Endpoints whose answers are asked again; all that are on screen when absent. */
  refreshes?: AnyContractProcedure[]
  /** Said when it is done: `Đã trình Đảng ủy xã`. */
  done?: string
  onDone?: (output: OutputOf<P>, input: InputOf<P>) => unknown
  /** The form shows the problem itself (`command.problem`), so the common notice stays away. */
  quietly?: boolean
}

/**
 * A deed through a contract's endpoint. Its repeats over a bad network carry one idempotency key; a refusal is shown in
 * the common notice unless `quietly`.
 */
export function useCommand<P extends AnyContractProcedure>(procedure: P, options: CommandOptions<P> = {}) {
  const client = useQueryClient()
  const tell = useTell()
  const [attempts] = useState(makeAttempts)
  const mutation = useMutation<OutputOf<P>, Error, { input: InputOf<P>; idempotencyKey: string }>({
    mutationFn: ({ input, idempotencyKey }) => call(procedure, input, { idempotencyKey }),
    onSuccess: async (output, { input }) => {
      if (options.done) tell.done(options.done)
      await options.onDone?.(output, input)
      const keys = options.refreshes?.map((endpoint) => keyOf(endpoint)) ?? [undefined]
      await Promise.all(keys.map((queryKey) => client.invalidateQueries(queryKey ? { queryKey } : {})))
    },
    onSettled: (_output, error) => attempts.settled(error),
    onError: (error) => {
      if (!options.quietly) tell.problem(toProblem(error))
    },
  })
  const problem: Problem | null = mutation.error ? toProblem(mutation.error) : null
  return {
    run: (input: InputOf<P>) => {
      const idempotencyKey = attempts.begin(input)
      if (idempotencyKey !== null) mutation.mutate({ input, idempotencyKey })
    },
    /** Resolves to the answer, or rejects with a `Problem` the caller must handle. */
    runAsync: (input: InputOf<P>) => mutation.mutateAsync({ input, idempotencyKey: attempts.keyFor(input) }),
    busy: mutation.isPending,
    problem,
    output: mutation.data,
    reset: mutation.reset,
  }
}
