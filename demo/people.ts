import { z } from 'zod'
import { roles } from '#shared/permission.ts'
import { fold } from '#shared/text.ts'
import type { Tx } from '#platform/server/database.ts'
import { demoId, insertAll, Optional, readTable, span, Text } from './table.ts'
import { unitId } from './places.ts'

/** Invented people, plainly so by their names, and the positions they hold. */

const Person = z.object({ username: Text, name: Text })
const Position = z.object({
  username: Text,
  unit: Text,
  role: z.enum(roles),
  title: Text,
  from: Text,
  to: Optional,
})
export type Position = z.infer<typeof Position>
export type People = { people: z.infer<typeof Person>[]; positions: Position[] }

export const personId = (username: string): string => demoId('person', username)

export async function readPeople(): Promise<People> {
  const [people, positions] = await Promise.all([readTable('people.csv', Person), readTable('positions.csv', Position)])
  return { people, positions }
}

/** Whoever held such a position on a unit on a day. */
export function holderOn({ positions }: People, unit: string, role: Position['role'], day: string): string {
  const held = positions.find(
    (one) => one.unit === unit && one.role === role && one.from <= day && (one.to === null || day <= one.to),
  )
  if (held === undefined) throw new Error(`Nobody is ${role} of ${unit} on ${day}`)
  return personId(held.username)
}

export async function placePeople(tx: Tx, { people, positions }: People): Promise<void> {
  await insertAll(
    tx,
    'person',
    people.map(({ username, name }) => ({ id: personId(username), name, name_folded: fold(name) })),
  )
  await insertAll(
    tx,
    'position',
    positions.map(({ username, unit, role, title, from, to }) => ({
      id: demoId('position', `${username}:${unit}:${role}:${from}`),
      person_id: personId(username),
      unit_id: unitId(unit),
      role,
      title,
      valid: span(from, to),
    })),
  )
}
