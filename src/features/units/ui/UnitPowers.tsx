import { formatDate } from '#shared/format.ts'
import { Card } from '#platform/web/Card.tsx'
import { Row, Stack } from '#platform/web/Layout.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Link } from '#platform/web/Link.tsx'
import { bodyPowers } from '../authority.ts'
import type { UnitView } from '../contract.ts'
import * as messages from '../messages.ts'
import { Decision } from './Decision.tsx'

type Held = UnitView['powers']['passedTo'][number]

/** Who holds the powers of a body that has ended, and whose powers a body holds. */
export function UnitPowers({ unit }: { unit: UnitView }) {
  const m = useMessages(messages)
  const { passedTo, heldFor } = unit.powers
  const decides = unit.level === 'commune' || unit.level === 'district' || unit.level === 'province'
  const unknown = decides && unit.ended && passedTo.length === 0
  if (passedTo.length + heldFor.length === 0 && !unknown) return null
  return (
    <Card title={m.powers}>
      <Stack gap={12}>
        {unknown && <p className="small muted">{m.powersUnknown}</p>}
        {together(passedTo).map((held) => (
          <HeldPowers key={held[0].unit.id} held={held} says={held.length > 1 ? m.nowHoldEach : m.nowHolds} />
        ))}
        {together(heldFor).map((held) => (
          <HeldPowers key={held[0].unit.id} held={held} says={m.holdsFor} />
        ))}
      </Stack>
    </Card>
  )
}

type Same = [Held, ...Held[]]

/** Those that hold the same powers since the same day by the same decision are told in one breath. */
function together(all: readonly Held[]): Same[] {
  const groups = Map.groupBy(all, ({ powers, since, decision }) => JSON.stringify([powers, since, decision]))
  return [...groups.values()].flatMap(([first, ...more]): Same[] => (first === undefined ? [] : [[first, ...more]]))
}

function HeldPowers({ held, says }: { held: Same; says: (powers: string, since: string) => string }) {
  const m = useMessages(messages)
  const [{ powers, since, decision }] = held
  const which = powers.length === bodyPowers.length ? m.allPowers : powers.map((power) => m.powerOf[power]).join(', ')
  return (
    <div>
      <Row gap={8}>
        {held.map(({ unit }) => (
          <Link key={unit.id} to={`/units/${unit.id}?asOf=${since}`} className="strong">
            {unit.name}
          </Link>
        ))}
      </Row>
      <p className="small">{says(which, formatDate(since))}</p>
      <p className="small muted">
        <Decision of={decision} />
      </p>
    </div>
  )
}
