import { query } from '#platform/server/serve.ts'
import { explainPermission, listPermissions } from '../contract.ts'
import * as queries from './queries.ts'
import * as why from './why.ts'

export const routes = {
  listPermissions: query(listPermissions, queries.listPermissions),
  explainPermission: query(explainPermission, why.explainPermission),
}
