import { command, query } from '#platform/server/serve.ts'
import * as contract from '../contract.ts'
import * as commands from './commands.ts'
import * as feed from './feed.ts'
import * as planning from './planning.ts'
import * as queries from './queries.ts'
import * as windows from './windows.ts'

export const routes = {
  listWindows: query(contract.listWindows, async (call, { unitId, on }) => ({
    items: await windows.listWindows(call, unitId, on ?? call.today),
    allowedActions: await windows.windowActions(call, unitId),
  })),
  setWindow: command(contract.setWindow, windows.setWindow),
  endWindow: command(contract.endWindow, windows.endWindow),
  setSeries: command(contract.setSeries, planning.setSeries),
  showMonth: query(contract.showMonth, (call, { unitId, period }) => queries.showMonth(call, unitId, period)),
  showYear: query(contract.showYear, (call, { unitId, year }) => queries.showYear(call, unitId, year)),
  showOwn: query(contract.showOwn, (call, { from, to }) => queries.showOwn(call, from, to)),
  checkMeeting: query(contract.checkMeeting, queries.checkMeeting),
  planMeeting: command(contract.planMeeting, planning.planMeeting),
  planAhead: command(contract.planAhead, planning.planAhead),
  moveMeeting: command(contract.moveMeeting, commands.moveMeeting),
  cancelMeeting: command(contract.cancelMeeting, commands.cancelMeeting),
  setTheme: command(contract.setTheme, commands.setTheme),
  showFeed: query(contract.showFeed, feed.showFeed),
  openFeed: command(contract.openFeed, feed.openFeed),
  closeFeed: command(contract.closeFeed, feed.closeFeed),
}
