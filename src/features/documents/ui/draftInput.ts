import type { DraftRequest } from '../draftRequest.ts'
import type { DraftType } from './draftable.ts'

/** The few words that no record holds. */
export type Words = {
  startedAt: string
  endedAt: string
  conclusion: string
  hosts: string
  situation: string
  weaknesses: string
}
export const emptyWords: Words = {
  startedAt: '',
  endedAt: '',
  conclusion: '',
  hosts: '',
  situation: '',
  weaknesses: '',
}

type Picked = { id: string; programmeId: string; year: number }
const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** The request for a draft, or null while no dossier is chosen. A list takes the programme and year of the one chosen. */
export function requestFrom(
  type: DraftType,
  { picked, words, unitId }: { picked: readonly Picked[]; words: Words; unitId: string | null },
): DraftRequest | null {
  const [first] = picked
  if (first === undefined) return null
  const dossierIds = picked.map(({ id }) => id)
  const situation = linesOf(words.situation)
  switch (type) {
    case 'registrationList':
      return unitId === null ? null : { type, unitId, programmeId: first.programmeId, year: first.year }
    case 'selfAppraisalReport':
      return {
        type,
        dossierId: first.id,
        weaknesses: linesOf(words.weaknesses),
        ...(situation.length > 0 ? { situation } : {}),
      }
    case 'appraisalMinutes':
      return {
        type,
        dossierId: first.id,
        startedAt: words.startedAt,
        endedAt: words.endedAt || null,
        hosts: linesOf(words.hosts),
        conclusion: words.conclusion,
      }
    case 'proposal':
    case 'appraisalReport':
    case 'recognitionDecision':
      return { type, dossierIds }
  }
}
