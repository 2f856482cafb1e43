import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Timeline } from '#platform/web/Timeline.tsx'
import type { UnitView } from '../contract.ts'
import * as messages from '../messages.ts'
import { useDecisionWords } from './Decision.tsx'

/** A name within a sentence begins small: `Xã Mỹ Thạnh` → `thuộc xã Mỹ Thạnh`. */
const within = (name: string): string => name.charAt(0).toLocaleLowerCase('vi') + name.slice(1)

/** Where the unit came from and what became of it, both ways, each with its decision. */
export function UnitStory({ unit }: { unit: UnitView }) {
  const m = useMessages(messages)
  const decisionWords = useDecisionWords()
  return (
    <Card title={m.story}>
      <Timeline
        happenings={unit.history.map((happening) => {
          const { other, decision, kind, earlierName } = happening
          const name = happening.name ?? unit.name
          return {
            id: happening.id,
            who: kind === 'renamed' && earlierName ? earlierName : name,
            what: m.storyOf[kind]({ name: within(name), other: within(other?.name ?? '') }),
            when: happening.on,
            by: decisionWords(decision),
            ...(other && kind !== 'founded' ? { to: `/units/${other.id}?asOf=${happening.on}` } : {}),
          }
        })}
      />
    </Card>
  )
}
