import { z } from 'zod'
import { titleActions, titleStates, titleWorkflow } from '#features/titles/title.ts'
import { hashOf } from '#platform/server/id.ts'
import type { Records, World } from './records.ts'
import { holderOn } from './people.ts'
import { Count, demoId, Optional, readTable, REFORM, Text } from './table.ts'
import { unitId } from './places.ts'
import { parentOn } from './tree.ts'

/** How titles were kept or lost after they were given. */

const Event = z.object({
  cell: Text,
  year: Count,
  action: z.enum(titleActions),
  on: Text,
  number: Optional,
  ground: Optional,
})

export async function keepTitles(world: World, records: Records): Promise<void> {
  const titles = new Map(records.title.map((title) => [title.id, title]))
  for (const { cell, year, action, on, number, ground } of await readTable('title-events.csv', Event)) {
    const id = demoId('title', `${cell}:${year}`)
    const title = titles.get(id)
    const from = titleStates.find((state) => state === title?.state)
    const step = from && titleWorkflow.steps[from][action]
    if (!title || !step) throw new Error(`${cell}: the title of ${year} cannot ${action} on ${on}`)
    const commune = parentOn(world.tree, cell, on)
    const body = on < REFORM ? parentOn(world.tree, commune, on) : commune
    records.title_event.push({
      unit_id: unitId(cell),
      id: demoId('title_event', `${cell}:${year}:${action}:${on}`),
      title_id: id,
      action,
      from_state: from,
      to_state: step.to,
      person_id: holderOn(world.people, body, 'secretary', on),
      by_unit_id: unitId(body),
      on_date: on,
      decision_number: number,
      decision_date: number === null ? null : on,
      ground,
      content_hash: hashOf({ titleId: id, action, from, to: step.to, on, number, ground }),
      at: `${on}T09:00:00+07:00`,
    })
    title.state = step.to
  }
}
