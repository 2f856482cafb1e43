import { command, query } from '#platform/server/serve.ts'
import * as contract from '../contract.ts'
import { changeProgramme, createProgramme } from './commands.ts'
import { listProgrammes, readShippedProgrammes, showProgramme } from './queries.ts'

export const routes = {
  listProgrammes: query(contract.listProgrammes, (call, input) => listProgrammes(call.tx, input)),
  getProgramme: query(contract.getProgramme, (call, { programmeId }) => showProgramme(call, programmeId)),
  createProgramme: command(contract.createProgramme, async (call, { id, content }) => {
    await createProgramme(call, id, content)
    return showProgramme(call, id)
  }),
  changeProgramme: command(contract.changeProgramme, async (call, { programmeId, version, content }) => {
    await changeProgramme(call, programmeId, version, content)
    return showProgramme(call, programmeId)
  }),
  listShippedProgrammes: query(contract.listShippedProgrammes, async () => ({ items: await readShippedProgrammes() })),
}
