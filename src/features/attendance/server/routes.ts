import { query } from '#platform/server/serve.ts'
import * as contract from '../contract.ts'
import { showAttendance } from './queries.ts'

export const routes = { showAttendance: query(contract.showAttendance, showAttendance) }
