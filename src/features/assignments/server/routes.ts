import { command, query } from '#platform/server/serve.ts'
import {
  assign,
  endAssignment,
  endCluster,
  formCluster,
  handOver,
  listClusters,
  listFollowed,
  listTargets,
  setFollowing,
  showSummary,
} from '../contract.ts'
import * as clusters from './clusters.ts'
import * as commands from './commands.ts'
import * as queries from './queries.ts'
import * as limits from './limits.ts'
import * as targets from './targets.ts'

export const routes = {
  listTargets: query(listTargets, (call, { on, ...asked }) =>
    targets.listTargets(call, { ...asked, day: on ?? call.today }),
  ),
  showSummary: query(showSummary, (call, { unitId, on }) => queries.showSummary(call, unitId, on ?? call.today)),
  setFollowing: command(setFollowing, limits.setFollowing),
  assign: command(assign, commands.assign),
  endAssignment: command(endAssignment, commands.endAssignment),
  handOver: command(handOver, commands.handOver),
  listFollowed: query(listFollowed, async (call, { on }) => ({
    items: await queries.listFollowed(call, on ?? call.today),
  })),
  listClusters: query(listClusters, async (call, { unitId, on }) => ({
    items: await clusters.listClusters(call.tx, unitId, on ?? call.today),
  })),
  formCluster: command(formCluster, clusters.formCluster),
  endCluster: command(endCluster, clusters.endCluster),
}
