import { query } from '#platform/server/serve.ts'
import * as contract from '../contract.ts'
import { listCellMonths, listUnitMonths } from './queries.ts'

export const routes = {
  listCellMonths: query(contract.listCellMonths, listCellMonths),
  listUnitMonths: query(contract.listUnitMonths, listUnitMonths),
}
