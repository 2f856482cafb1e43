import { query } from '#platform/server/serve.ts'
import { getMap, getProgress, getTrend, listCellsBehind } from '../contract.ts'
import { showMap } from './outlines.ts'
import { showCellsBehind, showProgress, showTrend } from './queries.ts'

export const routes = {
  getProgress: query(getProgress, showProgress),
  listCellsBehind: query(listCellsBehind, showCellsBehind),
  getTrend: query(getTrend, showTrend),
  getMap: query(getMap, showMap),
}
