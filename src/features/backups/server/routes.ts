import { query } from '#platform/server/serve.ts'
import { getBackups } from '../contract.ts'
import { showBackups } from './nightly.ts'

export const routes = {
  getBackups: query(getBackups, showBackups),
}
