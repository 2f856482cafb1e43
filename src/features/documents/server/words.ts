import type { Language } from '#shared/problem.ts'
import type { DocumentView } from '../contract.ts'
import { en, vi } from '../messages.ts'
import { signingWarnings } from '../signing.ts'
import type { OfficialDocument } from '../content.ts'
import type { Obstacle } from './signing.ts'

/** What stands before a signature, in the reader's language, each with the place to mend it where there is one. */
export function tellObstacles(
  found: readonly Obstacle[],
  { unitId }: { unitId: string },
  language: Language,
): DocumentView['obstacles'] {
  const words = (language === 'en' ? en : vi).obstacle
  return found.map(({ code }) => ({
    code,
    text: words[code],
    ...(code === 'no_committee_term' ? { to: `/units/${unitId}/issuing-body` } : {}),
  }))
}

export function tellWarnings(document: OfficialDocument, language: Language): DocumentView['warnings'] {
  const words = (language === 'en' ? en : vi).warning
  return signingWarnings(document).map((warning) => ({
    code: warning.code,
    text:
      warning.code === 'names_abolished_bodies'
        ? words.names_abolished_bodies(warning.phrases.join(', '))
        : words.goes_out_without_number,
  }))
}
