import { command, query } from '#platform/server/serve.ts'
import * as contract from '../contract.ts'
import * as commands from './commands.ts'
import { showMeetingScores } from './queries.ts'
import { reviewScores, showYear } from './review.ts'
import { setSettings, showSettings } from './settings.ts'

export const routes = {
  getMeetingScores: query(contract.getMeetingScores, showMeetingScores),
  scoreMeeting: command(contract.scoreMeeting, commands.scoreMeeting),
  decideLevel: command(contract.decideLevel, commands.decideLevel),
  unlockLevel: command(contract.unlockLevel, commands.unlockLevel),
  reviewScores: query(contract.reviewScores, reviewScores),
  getScoreYear: query(contract.getScoreYear, showYear),
  getScoreSettings: query(contract.getScoreSettings, showSettings),
  setScoreSettings: command(contract.setScoreSettings, setSettings),
}
