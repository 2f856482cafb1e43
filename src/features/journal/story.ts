import { en as dossiersEnglish, vi as dossiers } from '#features/dossiers/messages.ts'
import type { Language } from '#shared/problem.ts'
import { en, vi } from './messages.ts'

type Change = { field: string; before: string | null; after: string | null }

/** What was done, as the rest of a sentence: `mở hồ sơ`. Steps of a dossier bear the names of the dossier's own table. */
export function deedWords(action: string, language: Language): string {
  const { actions, unknown } = { vi, en }[language]
  const steps = { vi: dossiers, en: dossiersEnglish }[language].actions
  const known: Partial<Record<string, string>> = actions
  const step: Partial<Record<string, string>> = steps
  const [noun, verb = ''] = action.split('.')
  return known[action] ?? (noun === 'dossier' ? step[verb]?.toLocaleLowerCase('vi') : undefined) ?? unknown
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const plain = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : null

/** What differs between before and after, field by field; lists and hashes are left to the journal itself. */
export function changesBetween(before: unknown, after: unknown): Change[] {
  const [was, is] = [before, after].map((value) => (isRecord(value) ? value : {}))
  const fields = [...new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])]
  return fields
    .filter((field) => !/hash$/iu.test(field) && field !== 'version')
    .map((field) => ({ field, before: plain(was?.[field]), after: plain(is?.[field]) }))
    .filter((change) => change.before !== change.after)
}
