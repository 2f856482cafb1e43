import { command, query } from '#platform/server/serve.ts'
import {
  addEvidenceUse,
  countEvidence,
  createEvidence as create,
  finishUpload,
  listEvidence,
  removeEvidenceUse,
  withdrawEvidence as withdraw,
} from '../contract.ts'
import { addUse, createEvidence, removeUse, withdrawEvidence } from './commands.ts'
import { countUses, listOf, requireReading } from './queries.ts'
import { checkUpload } from './uploads.ts'

export const routes = {
  listEvidence: query(listEvidence, listOf),
  countEvidence: query(countEvidence, async (call, { unitId, dossierId }) => {
    await requireReading(call, unitId)
    return countUses(call.tx, unitId, dossierId)
  }),
  finishUpload: command(finishUpload, (call, { uploadId }) => checkUpload(call, uploadId)),
  createEvidence: command(create, createEvidence),
  addEvidenceUse: command(addEvidenceUse, addUse),
  removeEvidenceUse: command(removeEvidenceUse, removeUse),
  withdrawEvidence: command(withdraw, withdrawEvidence),
}
