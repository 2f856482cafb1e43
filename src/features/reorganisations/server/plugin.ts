import type { Plugin } from '#platform/server/discover.ts'
import { servePeopleFile } from './peopleFile.ts'

/** Files of plans, to take away. */
export const plugin: Plugin = async (app, services) => {
  servePeopleFile(app, services)
}
