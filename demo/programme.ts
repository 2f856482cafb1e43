import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { placeProgramme } from '#features/programmes/server/commands.ts'
import { readProgrammeFile } from '#features/programmes/programmeFile.ts'
import type { ProgrammeContent } from '#features/programmes/programme.ts'
import type { RuleSetContent } from '#features/rule-sets/ruleSet.ts'
import { readRuleSetFile } from '#features/rule-sets/ruleSetFile.ts'
import { denominators } from '#features/targets/target.ts'
import type { Tx } from '#platform/server/database.ts'
import { hashOf } from '#platform/server/id.ts'
import { personId } from './people.ts'
import { Count, demoId, insertAll, Optional, OptionalCount, readData, readTable, REFORM, span, Text } from './table.ts'
import { unitId } from './places.ts'

/** Criteria, programmes, and what stands around them: teams, targets, standings of communes. */

export const PLAN_21 = 'ke-hoach-21-2020-2025'
export const PLAN_2026 = 'minh-hoa-2026-2030'
const PUBLISHED = '2021-03-15T02:00:00Z'
const SHEETS_PUBLISHED = '2025-11-03T02:00:00Z'

const Team = z.object({
  unit: Text,
  programme: Text,
  number: Text,
  date: Text,
  until: Text.nullable(),
  name: Text,
  seats: z.array(z.tuple([Text, z.enum(['head', 'deputy', 'member', 'secretary']), Text])),
})
export type Team = z.infer<typeof Team>
const Target = z.object({
  unit: Text,
  programme: Text,
  denominator: z.enum(denominators),
  year: OptionalCount,
  value: Count,
  registered: Text,
  agreed: Optional,
  by: Text,
  superior: Optional,
})
const Standing = z.object({ unit: Text, kind: Text, from: Text })

export type Rules = { ruleSets: RuleSetContent[]; programmes: ProgrammeContent[]; teams: Team[] }

const catalogue = new URL('../catalogue/', import.meta.url)
const fromCatalogue = (path: string) => readFile(new URL(path, catalogue), 'utf8')

function must<T>(read: { ok: true; value: T } | { ok: false; problems: unknown }): T {
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.value
}

export async function readRules(): Promise<Rules> {
  const [document, demonstration, frame, ward, plan21, plan2026, teams] = await Promise.all([
    fromCatalogue('rule-sets/02-hd-btctu-2021.json'),
    fromCatalogue('rule-sets/demonstration-tsvmtd.json'),
    fromCatalogue('rule-sets/42-hd-btctw-2025.json'),
    fromCatalogue('rule-sets/an-phu-cham-sinh-hoat-2025.json'),
    fromCatalogue(`programmes/${PLAN_21}.json`),
    readData('programme-2026.json'),
    readData('teams.json'),
  ])
  return {
    ruleSets: [document, demonstration, frame, ward].map((text) => must(readRuleSetFile(text))),
    programmes: [must(readProgrammeFile(plan21)), must(readProgrammeFile(plan2026))],
    teams: z.array(Team).parse(JSON.parse(teams)),
  }
}

export const programmeId = (code: string): string => demoId('programme', code)
export const ruleSetId = (code: string): string => demoId('rule_set', code)
export const teamId = ({ unit, number }: Pick<Team, 'unit' | 'number'>): string => demoId('team', `${unit}:${number}`)

export async function placeRules(tx: Tx, { ruleSets, programmes, teams }: Rules): Promise<void> {
  await insertAll(
    tx,
    'rule_set',
    ruleSets.map((content) => ({
      id: ruleSetId(content.code),
      code: content.code,
      revision: 1,
      purpose: content.purpose,
      status: 'published',
      title: content.title.vi,
      demonstration: content.demonstration,
      legal_number: content.legal?.number ?? null,
      legal_date: content.legal?.date ?? null,
      legal_issuer: content.legal?.issuer ?? null,
      effective: span(content.effectiveFrom, content.effectiveTo),
      content: JSON.stringify(content),
      content_hash: hashOf(content),
      drafted_by: personId('chuyenvien.tinh'),
      published_by: personId('tochuc.tinh'),
      published_at: content.purpose === 'meeting_score' ? SHEETS_PUBLISHED : PUBLISHED,
    })),
  )
  for (const content of programmes) await placeProgramme(tx, programmeId(content.code), content)
  await placeTeams(tx, teams)
  await placeTargets(tx)
  await placeStandings(tx)
}

async function placeTeams(tx: Tx, teams: readonly Team[]): Promise<void> {
  await insertAll(
    tx,
    'appraisal_team',
    teams.map((team) => ({
      id: teamId(team),
      unit_id: unitId(team.unit),
      programme_id: programmeId(team.programme),
      name: team.name,
      decision_number: team.number,
      decision_date: team.date,
      valid: span(team.date, team.until),
    })),
  )
  await insertAll(
    tx,
    'appraisal_team_member',
    teams.flatMap((team) =>
      team.seats.map(([username, part, represents]) => ({
        unit_id: unitId(team.unit),
        team_id: teamId(team),
        person_id: personId(username),
        part,
        represents,
        valid: span(team.date, team.until),
      })),
    ),
  )
}

async function placeTargets(tx: Tx): Promise<void> {
  const targets = await readTable('targets.csv', Target)
  await insertAll(
    tx,
    'target',
    targets.map(({ unit, programme, denominator, year, value, registered, agreed, by, superior }) => ({
      id: demoId('target', `${unit}:${programme}:${denominator}:${year ?? ''}`),
      programme_id: programmeId(programme),
      unit_id: unitId(unit),
      denominator,
      year,
      value,
      state: agreed === null ? 'registered' : 'agreed',
      registered_by: personId(by),
      registered_on: registered,
      agreed_by: superior === null ? null : personId(superior),
      agreed_on: agreed,
    })),
  )
}

/** The title of a commune ends with the commune: what the new one holds is the province's to say. */
async function placeStandings(tx: Tx): Promise<void> {
  const standings = await readTable('standings.csv', Standing)
  await insertAll(
    tx,
    'unit_standing',
    standings.map(({ unit, kind, from }) => ({
      unit_id: unitId(unit),
      id: demoId('standing', `${unit}:${kind}`),
      kind,
      valid: `[${from},${REFORM})`,
    })),
  )
}
