import type { PaperType } from './document.ts'

/**
 * Which day anchors a name on a paper. Units are renamed, merged and abolished, so a name is only right on a day.
 * `historic`: as called on the day of the fact. `successor`: as called today; what has ended, as called last. `both`: the
 * historic name, and beside it that of whoever holds its powers today, with the day since when. No template decides this for itself.
 */
export type Anchor = 'historic' | 'successor' | 'both'

/** Everything that names units officially: documents, the certificate, what is shown of a title, reports. */
export type Paper = PaperType | 'certificate' | 'titlePage' | 'numberSeries' | 'reportAsThen' | 'reportAsNow'

/** What a name stands for; a paper is only asked for the names it carries. A cell is named with the commune above it. */
export const anchors = {
  // Who acts today acts in its own name of today, on cells as they are called today.
  registrationList: { issuingBody: 'historic', cell: 'successor' },
  selfAppraisalReport: { issuingBody: 'historic', cell: 'successor', addressee: 'successor' },
  proposal: { issuingBody: 'historic', cell: 'successor', addressee: 'successor' },
  // Minutes record one visit: everything is called as it was that day, whenever they are written up.
  appraisalMinutes: { issuingBody: 'historic', cell: 'historic' },
  // The decision that set up the team stays its maker's, as called on the day of that decision.
  appraisalReport: {
    issuingBody: 'historic',
    teamFounder: 'historic',
    cell: 'successor',
    addressee: 'successor',
  },
  recognitionDecision: { issuingBody: 'historic', cell: 'successor' },
  // A decision about a title cites the grant as it was made, and says who holds the power over it now, since when.
  confirmationDecision: { issuingBody: 'historic', cell: 'successor', grantingBody: 'both' },
  reappraisalDecision: { issuingBody: 'historic', cell: 'successor', grantingBody: 'both' },
  reviewDecision: { issuingBody: 'historic', cell: 'successor', grantingBody: 'both' },
  revocationDecision: { issuingBody: 'historic', cell: 'successor', grantingBody: 'both' },
  breachReport: { issuingBody: 'historic' },
  // A certificate never changes: all its names are those of the day of recognition.
  certificate: { issuingBody: 'historic', cell: 'historic' },
  titlePage: { cell: 'historic', grantingBody: 'both', actingBody: 'historic', keeper: 'successor' },
  numberSeries: { issuingBody: 'historic' },
  // Figures as then are told by the body of that day, figures as now by today's; the records behind them as they were made.
  reportAsThen: { reportingBody: 'historic', unit: 'historic', cell: 'historic' },
  reportAsNow: { reportingBody: 'successor', unit: 'successor', cell: 'historic' },
} as const satisfies Record<Paper, Readonly<Record<string, Anchor>>>

export type NameOn<P extends Paper> = keyof (typeof anchors)[P] & string

const anchorOf = <P extends Paper>(paper: P, name: NameOn<P>): Anchor => {
  const named: Readonly<Record<string, Anchor>> = anchors[paper]
  const anchor = named[name]
  if (anchor === undefined) throw new Error(`${paper} names no ${name}`)
  return anchor
}

/** The day whose name stands first on the paper. `fact` is the day of what the name is part of, never the reader's choice. */
export const anchorDay = <P extends Paper>(
  paper: P,
  name: NameOn<P>,
  { fact, today }: { fact: string; today: string },
): string => (anchorOf(paper, name) === 'successor' ? today : fact)

/** Whether today's holder is named beside the historic one. */
export const namesSuccessorToo = <P extends Paper>(paper: P, name: NameOn<P>): boolean =>
  anchorOf(paper, name) === 'both'
