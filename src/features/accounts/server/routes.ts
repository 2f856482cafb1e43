import { readDemonstrationAccounts } from '../../../../demo/accounts.ts'
import { query } from '#platform/server/serve.ts'
import { getSession, listDemonstrationAccounts } from '../contract.ts'

export const routes = {
  getSession: query(getSession, async ({ actor, services, today }) => ({
    person: actor.personId === null ? null : { id: actor.personId, name: actor.name ?? '' },
    positions: [...actor.positions],
    teams: [...actor.teams],
    demo: services.settings.demo,
    today,
  })),
  listDemonstrationAccounts: query(listDemonstrationAccounts, async ({ services }) =>
    services.settings.demo ? readDemonstrationAccounts() : { password: null, accounts: [] },
  ),
}
