/** What stands in the way of signing a document, and what its signer should know. */
import { abolishedBodiesNamed } from './abolishedBodies.ts'
import { contentTexts, type OfficialDocument } from './content.ts'
import { actCodeOf, documentActs } from './document.ts'
import { mayIssue } from './issuing.ts'
import { regimeOn } from './layout.ts'

export type SigningObstacle =
  | { code: 'body_may_not_issue' }
  | { code: 'no_layout_rule'; day: string }
  | { code: 'minutes_need_two_signers' }
  | { code: 'signer_unknown' }
  | { code: 'nothing_written' }

/** What must be mended before the document can be signed; empty when nothing stands in the way. */
export function signingObstacles(document: OfficialDocument): SigningObstacle[] {
  const act = documentActs[document.type]
  const { signing } = document
  const isMinutes = act === 'minutes'
  const signers = signing.form === 'minutes' ? [signing.recorder, signing.chair] : [signing.name]
  return [
    ...(act && !mayIssue(document.body.kind, act) ? [{ code: 'body_may_not_issue' } as const] : []),
    ...(regimeOn(document.day) ? [] : [{ code: 'no_layout_rule', day: document.day } as const]),
    ...(isMinutes && signing.form !== 'minutes' ? [{ code: 'minutes_need_two_signers' } as const] : []),
    ...(signers.every((name) => name?.trim()) ? [] : [{ code: 'signer_unknown' } as const]),
    ...(document.blocks.length > 0 ? [] : [{ code: 'nothing_written' } as const]),
  ]
}

export type DocumentWarning =
  | { code: 'names_abolished_bodies'; phrases: string[] }
  | { code: 'goes_out_without_number' }

/** What the signer should know before signing; none of it forbids. */
export function signingWarnings(document: OfficialDocument): DocumentWarning[] {
  const phrases = abolishedBodiesNamed(contentTexts(document), document.day)
  const numbered = actCodeOf(document.type) !== null && document.body.code !== null
  return [
    ...(phrases.length > 0 ? [{ code: 'names_abolished_bodies', phrases } as const] : []),
    ...(numbered ? [] : [{ code: 'goes_out_without_number' } as const]),
  ]
}
