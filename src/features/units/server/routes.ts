import { Problem } from '#shared/problem.ts'
import { command, query } from '#platform/server/serve.ts'
import {
  createUnit,
  editUnit,
  getUnit,
  getUnitBySlug,
  listUnits,
  recordProfile,
  search,
  setStanding,
} from '../contract.ts'
import * as commands from './commands.ts'
import { listUnits as list } from './list.ts'
import { findUnitBySlug } from './queries.ts'
import { searchUnits } from './search.ts'
import { showUnit } from './unitView.ts'

export const routes = {
  getUnit: query(getUnit, (call, { unitId, on }) => showUnit(call, unitId, on ?? call.today)),
  getUnitBySlug: query(getUnitBySlug, async (call, { slug, on }) => {
    const unitId = await findUnitBySlug(call.tx, slug)
    if (unitId === undefined) throw new Problem('not_found', { reason: 'unit' })
    return showUnit(call, unitId, on ?? call.today)
  }),
  listUnits: query(listUnits, ({ tx, today }, { on, ...wanted }) => list(tx, { ...wanted, on: on ?? today })),
  search: query(search, async ({ tx, today }, { q, on, limit }) => ({
    items: await searchUnits(tx, q, on ?? today, limit),
  })),
  createUnit: command(createUnit, commands.createUnit),
  editUnit: command(editUnit, commands.editUnit),
  setStanding: command(setStanding, commands.setStanding),
  recordProfile: command(recordProfile, commands.recordProfile),
}
