import { sql } from 'kysely'
import { isOver } from '#features/units/server/queries.ts'
import { chooseRuleSet } from '#features/rule-sets/ruleSet.ts'
import { listPublishedSets } from '#features/rule-sets/server/queries.ts'
import { unitName } from '#features/units/server/queries.ts'
import type { Tx } from '#platform/server/database.ts'
import { record as writeJournal } from '#platform/server/journal.ts'
import type { Call } from '#platform/server/serve.ts'
import { Problem } from '#shared/problem.ts'
import { type ScoreSettings, type ScoreSettingsView, settleScores } from '../contract.ts'
import { nothingSettled, type OpenPoints } from '../facts.ts'
import { refuse } from './refuse.ts'

/** The sheet followed where nobody above has chosen one: the national frame of HD 42-HD/BTCTW. */
const FRAME = '42-hd-btctw'

export type Settled = {
  settings: ScoreSettings
  unitId: string | null
  version: number | null
  settledIn: string | null
}

/** What holds for a unit on a day: its own row, else the nearest above that has one; nothing is assumed where none has. */
export async function settledFor(tx: Tx, unitId: string, day: string): Promise<Settled> {
  const { rows } = await sql<ScoreSettings & { unitId: string; version: number; settledIn: string }>`
    select s.unit_id as "unitId", s.rule_set_code as "ruleSetCode", s.long_from as "longFrom",
      s.between_thirty_and_half as "betweenThirtyAndHalf", s.half_speakers as "halfSpeakers",
      s.thematic_points as "thematicPoints", s.year_rule as "yearRule", s.version, v.name as "settledIn"
    from unit_closure c
    join meeting_score_settings s on s.unit_id = c.ancestor_id
    join unit_version v on v.unit_id = s.unit_id and v.valid @> ${day}::date
    where c.descendant_id = ${unitId} and c.via = 'parent' and c.valid @> ${day}::date
    order by c.depth limit 1`.execute(tx)
  const [row] = rows
  if (!row)
    return {
      settings: { ...nothingSettled, ruleSetCode: null, yearRule: null },
      unitId: null,
      version: null,
      settledIn: null,
    }
  const { unitId: of, version, settledIn, ...settings } = row
  return { settings, unitId: of, version, settledIn }
}

export type SheetInForce = {
  ruleSetId: string
  title: string
  content: Awaited<ReturnType<typeof listPublishedSets>>[number]['content']
  open: OpenPoints
}

/** The sheet that a cell's meeting of a day is judged by, and what its unit has settled; undefined where none is in force. */
export async function sheetOn(tx: Tx, unitId: string, day: string): Promise<SheetInForce | undefined> {
  const { settings } = await settledFor(tx, unitId, day)
  const { ruleSetCode, yearRule: _rule, ...open } = settings
  // Asked at every sync of a phone: the revisions of one sheet, not every sheet there is.
  const chosen = chooseRuleSet(await listPublishedSets(tx, 'meeting_score', ruleSetCode ?? FRAME), day)
  return chosen ? { ruleSetId: chosen.id, title: chosen.content.title.vi, content: chosen.content, open } : undefined
}

export async function showSettings(call: Call, { unitId }: { unitId: string }): Promise<ScoreSettingsView> {
  const { tx, today } = call
  const [name, settled, sets, may] = await Promise.all([
    unitName(tx, unitId, today),
    settledFor(tx, unitId, today),
    listPublishedSets(tx, 'meeting_score'),
    isOver(call, settleScores, unitId),
  ])
  const inForce = [...Map.groupBy(sets, ({ code }) => code).values()].flatMap(
    (some) => chooseRuleSet(some, today) ?? [],
  )
  return {
    ...settled.settings,
    unitName: name,
    version: settled.unitId === unitId ? settled.version : null,
    settledIn: settled.settledIn,
    sheets: inForce.map(({ code, content }) => ({ code, title: content.title.vi, thresholds: content.thresholds })),
    allowedActions: may ? ['settle'] : [],
  }
}

type Settling = ScoreSettings & { unitId: string; version: number | null }

export async function setSettings(call: Call, input: Settling): Promise<ScoreSettingsView> {
  const { tx, today, language } = call
  const { unitId, version } = input
  if (!(await isOver(call, settleScores, unitId))) throw new Problem('forbidden', { reason: settleScores.code })
  const before = await showSettings(call, { unitId })
  if (before.version !== version) throw new Problem('stale_version')
  if (input.ruleSetCode !== null && before.sheets.every(({ code }) => code !== input.ruleSetCode))
    refuse(language, 'sheet_unknown')
  const values = {
    rule_set_code: input.ruleSetCode,
    long_from: input.longFrom,
    between_thirty_and_half: input.betweenThirtyAndHalf,
    half_speakers: input.halfSpeakers,
    thematic_points: input.thematicPoints,
    year_rule: input.yearRule,
  }
  await tx
    .insertInto('meeting_score_settings')
    .values({ unit_id: unitId, ...values })
    .onConflict((conflict) =>
      conflict.column('unit_id').doUpdateSet({ ...values, version: sql`meeting_score_settings.version + 1` }),
    )
    .execute()
  await writeJournal(call, {
    action: 'meeting_score.settled',
    objectType: 'meeting_score_settings',
    objectId: unitId,
    unitId,
    after: { ...values, on: today },
  })
  return showSettings(call, { unitId })
}
