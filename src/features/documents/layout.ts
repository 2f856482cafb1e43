/** Which layout rules a document follows and what an issuing body may set where the sources disagree. */
import { z } from 'zod'

export type Regime = 'hd36' | 'hd05'

const regimeStarts: readonly { from: string; regime: Regime }[] = [
  { from: '2026-05-27', regime: 'hd05' },
  { from: '2018-04-03', regime: 'hd36' },
]

/**
 * HD 05-HD/VPTW for documents dated 27-5-2026 or later, HD 36-HD/VPTW from 3-4-2018 until then; `null` before, where no
 * rule is at hand.
 */
export function regimeOn(day: string): Regime | null {
  return regimeStarts.find(({ from }) => day >= from)?.regime ?? null
}

/** Points on which the sources disagree or leave room; the issuing body chooses. */
export const layoutSettings = z.strictObject({
  /** Exact distance between lines, points. */
  lineSpacing: z.literal([18, 19]),
  legalBasis: z.enum(['upright', 'italic']),
  postBold: z.boolean(),
  /** `ĐẢNG CỘNG SẢN VIỆT NAM`, points. */
  nationalHeaderSize: z.literal([13, 14, 15]),
  /** Both names on the left, points. */
  bodyHeaderSize: z.literal([13, 14, 15]),
  typeNameSize: z.literal([14, 15, 16]),
  cellSignsFor: z.enum(['chiBo', 'chiUy']),
  /** `ủy` or `uỷ`, in the whole document. */
  spelling: z.enum(['ủy', 'uỷ']),
})
export type LayoutSettings = z.infer<typeof layoutSettings>

/** What applies until a body sets something else. */
const defaultSettings: Record<Regime, LayoutSettings> = {
  hd05: {
    lineSpacing: 18,
    legalBasis: 'upright',
    postBold: false,
    nationalHeaderSize: 14,
    bodyHeaderSize: 14,
    typeNameSize: 15,
    cellSignsFor: 'chiBo',
    spelling: 'ủy',
  },
  hd36: {
    lineSpacing: 18,
    legalBasis: 'upright',
    postBold: false,
    nationalHeaderSize: 15,
    bodyHeaderSize: 14,
    typeNameSize: 16,
    cellSignsFor: 'chiBo',
    spelling: 'uỷ',
  },
}

/** Everything a renderer needs to know about measures. Points unless the name says millimetres. */
export type Layout = LayoutSettings & {
  regime: Regime
  marginsMm: { top: number; bottom: number; left: number; right: number }
  firstLineIndentMm: number
  bodySize: number
  abstractSize: number
  tableSize: number
  recipientsTitleSize: number
  recipientsSize: number
  paragraphGap: number
  blankLinesForSignature: number
}

/** A4, margins 20/20/30/15 mm, 14 points, first line 10 mm in, recipients 12/11, four empty lines for the signature. */
export function layoutFor(day: string, chosen: Partial<LayoutSettings> = {}): Layout {
  const regime = regimeOn(day) ?? 'hd36'
  return {
    ...defaultSettings[regime],
    ...chosen,
    regime,
    marginsMm: { top: 20, bottom: 20, left: 30, right: 15 },
    firstLineIndentMm: 10,
    bodySize: 14,
    abstractSize: 14,
    tableSize: 12,
    recipientsTitleSize: 12,
    recipientsSize: 11,
    paragraphGap: 6,
    blankLinesForSignature: 4,
  }
}

const uySyllable = /(?<!\p{L})(?:([uU])([ỷỶ])|([ủỦ])([yY]))(?!\p{L})/gu
const toneOnU: Record<string, string> = { u: 'ủ', U: 'Ủ', ủ: 'ủ', Ủ: 'Ủ' }
const toneOnY: Record<string, string> = { y: 'ỷ', Y: 'Ỷ', ỷ: 'ỷ', Ỷ: 'Ỷ' }
const plainU: Record<string, string> = { ủ: 'u', Ủ: 'U' }
const plainY: Record<string, string> = { ỷ: 'y', Ỷ: 'Y' }

/** Writes the syllable `ủy` the way the body writes it; words that only contain it (`thủy`) stay as typed. */
export function spelled(text: string, spelling: LayoutSettings['spelling']): string {
  return text.normalize('NFC').replace(uySyllable, (_, uPlain = '', yTone = '', uTone = '', yPlain = '') => {
    const u = `${uPlain}${uTone}`
    const y = `${yTone}${yPlain}`
    return spelling === 'ủy' ? `${toneOnU[u] ?? u}${plainY[y] ?? y}` : `${plainU[u] ?? u}${toneOnY[y] ?? y}`
  })
}
