import { useMutation, useQueryClient } from '@tanstack/react-query'
import { send } from '#platform/web/api.ts'
import { newId } from '#platform/web/newId.ts'
import { toProblem } from '#platform/web/problem.ts'
import type { Columns, ImportReport, ListColumns, PlanReading } from '../unitLists.ts'

/** A list as it was chosen, with what its columns hold. */
export type ChosenList = { file: File; columns: ListColumns; mapping: Columns }

/** What each route of lists answers. */
interface Answers {
  '/unit-lists/columns': ListColumns
  '/unit-lists/dry-run': ImportReport
  '/unit-lists': ImportReport
  '/reorganisations/from-lists': PlanReading
}

/** Files and fields of a form; what is empty is left out, tables go as JSON. */
export type FormParts = Record<string, File | string | object | undefined>

async function sendForm<P extends keyof Answers>(path: P, parts: FormParts): Promise<Answers[P]> {
  const form = new FormData()
  for (const [name, part] of Object.entries(parts)) {
    if (part === undefined || part === '') continue
    form.set(name, part instanceof File || typeof part === 'string' ? part : JSON.stringify(part))
  }
  const headers = { 'idempotency-key': newId() }
  const response = await send(`/api/v1${path}`, { method: 'POST', body: form, headers })
  const answer: Answers[P] = await response.json()
  return answer
}

/** Sends a form with files; the refusal is for the form itself to show. */
export function useForm<P extends keyof Answers>(path: P, onDone: (answer: Answers[P], parts: FormParts) => void) {
  const client = useQueryClient()
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (parts: FormParts) => sendForm(path, parts),
    onSuccess: async (answer, parts) => {
      onDone(answer, parts)
      if (path === '/unit-lists') await client.invalidateQueries()
    },
  })
  return { run: mutate, busy: isPending, problem: error ? toProblem(error) : null, reset }
}
