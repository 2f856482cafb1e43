import { en as documentsEnglish, vi as documents } from '#features/documents/messages.ts'
import { en as dossiersEnglish, vi as dossiers } from '#features/dossiers/messages.ts'
import { en as reorganisationsEnglish, vi as reorganisations } from '#features/reorganisations/screenMessages.ts'
import { en as titlesEnglish, vi as titles } from '#features/titles/messages.ts'
import { formatDate, formatInstant } from '#shared/format.ts'
import type { Language } from '#shared/problem.ts'
import type { JournalLine } from '../contract.ts'
import { en, vi } from '../fieldMessages.ts'

type Change = JournalLine['changes'][number]
type Named = Partial<Record<string, string>>

const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/u

/** What the states of an object are called where it is shown; empty for what has no states of its own. */
function stateWords(objectType: string, language: Language): Named {
  if (objectType === 'dossier') return { vi: dossiers, en: dossiersEnglish }[language].states
  if (objectType === 'title') return { vi: titles, en: titlesEnglish }[language].states
  if (objectType === 'document') return { vi: documents, en: documentsEnglish }[language].state
  return objectType === 'reorganisation_plan'
    ? { vi: reorganisations, en: reorganisationsEnglish }[language].states
    : {}
}

function valueWords(value: string | null, states: Named, { yes, no }: typeof vi): string {
  if (value === null) return '—'
  if (value === 'true' || value === 'false') return value === 'true' ? yes : no
  if (/^\d{4}-\d\d-\d\d$/u.test(value)) return formatDate(value)
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/u.test(value)) return formatInstant(value)
  return states[value] ?? value
}

/** What differs, as people read it: fields by their names, days as days, states in words; addresses of records are left out. */
export function changeWords(changes: readonly Change[], objectType: string, language: Language): string[] {
  const m = { vi, en }[language]
  const fields: Named = m.fields
  return changes
    .filter(({ before, after }) => ![before, after].some((value) => value !== null && ID.test(value)))
    .map(({ field, before, after }) => {
      const states = field === 'state' ? stateWords(objectType, language) : {}
      const [was, is] = [before, after].map((value) => valueWords(value, states, m))
      return `${fields[field] ?? m.other}: ${before === null ? is : `${was} → ${is}`}`
    })
}
