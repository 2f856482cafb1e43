import { command, query } from '#platform/server/serve.ts'
import * as contract from '../contract.ts'
import * as commands from './commands.ts'
import { recordTerm, setIssuingBody, showBody } from './issuingBody.ts'
import { recordNumbersTaken } from './numbersTaken.ts'
import { listDocuments, showDocument } from './queries.ts'

export const routes = {
  listDocuments: query(contract.listDocuments, listDocuments),
  getDocument: query(contract.getDocument, (call, { documentId }) => showDocument(call, documentId)),
  draftDocument: command(contract.draftDocument, commands.draftDocument),
  redraftDocument: command(contract.redraftDocument, commands.redraftDocument),
  submitDocument: command(contract.submitDocument, commands.submitDocument),
  returnDocument: command(contract.returnDocument, commands.returnDocument),
  signDocument: command(contract.signDocument, commands.signDocument),
  issueDocument: command(contract.issueDocument, commands.issueDocument),
  revokeDocument: command(contract.revokeDocument, commands.revokeDocument),

  getIssuingBody: query(contract.getIssuingBody, (call, { unitId }) => showBody(call, unitId)),
  setIssuingBody: command(contract.setIssuingBody, setIssuingBody),
  recordTerm: command(contract.recordTerm, recordTerm),
  recordNumbersTaken: command(contract.recordNumbersTaken, recordNumbersTaken),
}
