import { command, query } from '#platform/server/serve.ts'
import { correctName, endPosition, findPeople, givePosition, listOwnPositions, listPositions } from '../contract.ts'
import * as commands from './commands.ts'
import * as queries from './queries.ts'

export const routes = {
  listPositions: query(listPositions, (call, { unitId, on, past }) =>
    queries.listPositions(call, unitId, on ?? call.today, past),
  ),
  listOwnPositions: query(listOwnPositions, async (call) => ({ items: await queries.listOwnPositions(call) })),
  findPeople: query(findPeople, async (call, { q }) => ({ items: await queries.findPeople(call, q) })),
  givePosition: command(givePosition, commands.givePosition),
  endPosition: command(endPosition, commands.endPosition),
  correctName: command(correctName, commands.correctName),
}
