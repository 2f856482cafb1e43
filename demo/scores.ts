import { rollUpMonth } from '#features/months/server/rollUp.ts'
import type { Verdict } from '#features/rule-sets/ruleSetSchema.ts'
import { appendScore } from '#features/meeting-scores/server/keep.ts'
import { readFacts } from '#features/meeting-scores/server/facts.ts'
import { sheetOn } from '#features/meeting-scores/server/settings.ts'
import { nextInCell } from '#features/members/server/cellLog.ts'
import { nobody } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/database.ts'
import { monthlyMeetingId } from '#shared/meetingId.ts'
import { personId } from './people.ts'
import { unitId } from './places.ts'
import { demoId, insertAll } from './table.ts'

/** Scores of the invented meetings: the cell's own, an officer's, an inspector's, and one decided level. */

const byHand = [
  ...['3.1', '3.2', '3.3', '3.4', '4.1', '4.2', '4.4', '4.6', '4.7', '4.8', '5.1', '5.2', '5.3', '5.4'],
  ...['6.1', '6.2', '6.3', '6.4', '8.1', '8.2', '8.3'],
]

/** What people judge by the sheet, all met but the codes named. */
export const judged = (period: string, failed: readonly string[] = []): Record<string, Verdict> => ({
  ...Object.fromEntries(
    byHand.map((code): [string, Verdict] => [code, { kind: 'passed', passed: !failed.includes(code) }]),
  ),
  // Nothing was due at the first meeting, so its scorer judged the row.
  ...(period === '2026-09-01' ? { '7.1': { kind: 'choice', option: 'tu-90' } as const } : {}),
})

export async function placeScoreSettings(tx: Tx): Promise<void> {
  await insertAll(tx, 'meeting_score_settings', [
    {
      unit_id: unitId('xa-luong-phu'),
      rule_set_code: 'an-phu-cham-sinh-hoat',
      half_speakers: 'from_40',
      thematic_points: 'to_regular',
      year_rule: 'share_good',
    },
  ])
}

const CELL = 'cai-chot'
const OCTOBER = '2026-10-01'

export async function placeOtherScores(tx: Tx): Promise<void> {
  const unit = unitId(CELL)
  const meetingId = monthlyMeetingId(unit, 'regular', OCTOBER)
  const heldOn = '2026-10-11'
  const [sheet, facts] = [await sheetOn(tx, unit, heldOn), await readFacts(tx, unit, meetingId, 1)]
  if (!sheet || !facts) throw new Error('no sheet, or no meeting')
  const scores = [
    { source: 'officer', username: 'uyvien.luongphu', failed: ['5.3'] },
    { source: 'inspection', username: 'tochuc.luongphu', failed: ['3.2', '4.2', '5.3', '6.2'] },
  ] as const
  for (const { source, username, failed } of scores) {
    await appendScore(
      { tx, actor: { ...nobody(null, 'vi'), personId: personId(username) } },
      {
        id: demoId('score', `${CELL}:${source}`),
        unitId: unit,
        meetingId,
        heldOn,
        seq: await nextInCell(tx, unit),
        source,
        sheet,
        facts,
        verdicts: judged(OCTOBER, failed),
        scorerId: null,
        agreedLevel: null,
        votes: null,
        weaknesses: '',
        remedies: '',
        scoredOn: '2026-10-14',
      },
    )
  }
  await decideSeptember(tx)
}

async function decideSeptember(tx: Tx): Promise<void> {
  const unit = unitId(CELL)
  const meetingId = monthlyMeetingId(unit, 'regular', '2026-09-01')
  const seq = await nextInCell(tx, unit)
  await insertAll(tx, 'meeting_level', [
    {
      unit_id: unit,
      id: demoId('level', CELL),
      meeting_id: meetingId,
      step: 'decide',
      level: 'tot',
      by_unit_id: unitId('xa-luong-phu'),
      person_id: personId('bithu.luongphu'),
      on_day: '2026-09-20',
      seq,
    },
  ])
  await tx
    .updateTable('meeting')
    .set({ official_level: 'tot', seq })
    .where('unit_id', '=', unit)
    .where('id', '=', meetingId)
    .execute()
  await rollUpMonth(tx, unit, '2026-09-01')
}
