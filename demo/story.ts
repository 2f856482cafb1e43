import { z } from 'zod'
import { Count, Optional, readData, readTable, Text } from './table.ts'

/** The way of one dossier told by its days; what has no day has not happened. */

const outcomes = ['open', 'recognised', 'not_recognised', 'withdrawn'] as const
const day = Optional.nullable().default(null)
const days = {
  registered: day,
  accepted: day,
  opened: day,
  voted: day,
  submitted: day,
  checked: day,
  proposed: day,
  visited: day,
  reported: day,
  agreed: day,
  decided: day,
  /** When it was refused or withdrawn. */
  ended: day,
}
const Notes = z.record(z.string(), z.string())

const Story = z.object({
  cell: Text,
  year: z.number(),
  ...days,
  outcome: z.enum(outcomes).default('open'),
  /** Of the recognition decision; invented ones begin with MH. */
  number: Optional.nullable().default(null),
  /** Why it was refused or withdrawn. */
  reason: Optional.nullable().default(null),
  /** Sent back by the commune: items it found wanting, each with what is wrong. */
  returned: z.object({ on: Text, due: Text, reason: Text, items: Notes }).nullable().default(null),
  /** A visit that is planned and has not been carried out. */
  planned: day,
  /** Items the team found not met. */
  failed: Notes.default({}),
  /** A member who saw one item otherwise than the team agreed. */
  dissent: z.object({ by: Text, item: Text, reason: Text }).nullable().default(null),
  /** Members of the team who have judged, where not all have. */
  judged: z.array(Text).nullable().default(null),
  /** How many items the cell has judged, where not all. */
  selfJudged: z.number().nullable().default(null),
  /** The day on which last year's unsuccessful dossier was carried over into this one. */
  carriedOver: day,
})
export type Story = z.infer<typeof Story>

const Line = z.object({ ...Story.shape, year: Count })

/** The years of the articles and after, then what is under way now. */
export async function readStories(): Promise<Story[]> {
  const [history, today] = await Promise.all([readTable('history.csv', Line), readData('today.json')])
  return [...history, ...z.array(Story).parse(JSON.parse(today))]
}
