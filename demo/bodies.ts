import { sql } from 'kysely'
import { z } from 'zod'
import { fold } from '#shared/text.ts'
import type { Tx } from '#platform/server/database.ts'
import { unitId } from './places.ts'
import { demoId, insertAll, readTable, REFORM, span, Text } from './table.ts'

const Body = z.object({ slug: Text, name: Text, kind: Text, cell: Text })

/** Bodies beside a few cells in their hamlets: invented, and without committees or terms. */
export async function placeBodies(tx: Tx): Promise<void> {
  const bodies = await readTable('bodies.csv', Body)
  await insertAll(
    tx,
    'unit',
    bodies.map(({ slug }) => ({ id: unitId(slug), slug, external_code: null })),
  )
  await insertAll(
    tx,
    'unit_version',
    bodies.map(({ slug, name, kind, cell }, at) => ({
      id: demoId('unit_version', slug),
      unit_id: unitId(slug),
      name,
      name_folded: fold(name),
      kind,
      parent_id: unitId(cell),
      valid: span(REFORM, null),
      sort_order: at,
    })),
  )
  await sql`select rebuild_unit_closure()`.execute(tx)
}
