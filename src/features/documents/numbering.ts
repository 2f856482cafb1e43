/** Numbers of documents (digest of HD 05-HD/VPTW): from 01 per kind, body and committee term, never used twice. */
import { handWritten } from './wording.ts'

/**
 * One run of numbers. A committee and its standing committee print the same code, so they share the run of their unit:
 * two documents of a term never carry the same symbol.
 */
export type Series = { unitId: string; bodyCode: string; actCode: string; termId: string }

/** A text that is the same for the same series and for no other. */
export function seriesKey({ unitId, bodyCode, actCode, termId }: Series): string {
  return JSON.stringify([unitId, bodyCode, actCode, termId])
}

/** The number after the last one taken in a series, whatever became of the document that took it. */
export function nextDocumentNumber(lastTaken: number): number {
  if (!Number.isSafeInteger(lastTaken) || lastTaken < 0) throw new RangeError(`not a document number: ${lastTaken}`)
  return lastTaken + 1
}

/** `5` → `05`; from 10 on as it is. */
const digits = (number: number): string => String(number).padStart(2, '0')

/** `05-NQ/ĐU`: hyphen, two digits below ten. */
export function documentSymbol(number: number, { actCode, bodyCode }: Pick<Series, 'actCode' | 'bodyCode'>): string {
  return `${digits(number)}-${actCode}/${bodyCode}`
}

/** `Số 05-NQ/ĐU`, no colon; before signing the place of the number stays open. */
export function numberLine(number: number | null, codes: Pick<Series, 'actCode' | 'bodyCode'>): string {
  const symbol = number === null ? `${handWritten}-${codes.actCode}/${codes.bodyCode}` : documentSymbol(number, codes)
  return `Số ${symbol}`
}

const symbolPattern = /^(\d{2,})-(\p{L}+)\/(\p{L}+)$/u
/** Reads `05-NQ/ĐU`; `null` for anything that is not such a symbol (`5-NQ/ĐU`, `005-NQ/ĐU`, `00-NQ/ĐU`). */
export function parseDocumentSymbol(symbol: string): { number: number; actCode: string; bodyCode: string } | null {
  const [, written = '', actCode = '', bodyCode = ''] = symbolPattern.exec(symbol.normalize('NFC')) ?? []
  const number = Number(written)
  return number > 0 && digits(number) === written ? { number, actCode, bodyCode } : null
}
