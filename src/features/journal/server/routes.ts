import { query } from '#platform/server/serve.ts'
import { listJournal } from '../contract.ts'
import * as queries from './queries.ts'

export const routes = { listJournal: query(listJournal, queries.listJournal) }
