/** What a unit promises to reach: registered by it, agreed by the unit above, replaced and never edited. */
import { type Level, leaders, organisers } from '#shared/permission.ts'
import { workflow } from '#shared/workflow.ts'

/**
 * What a result is measured against. Reports of 2021 and 2022 use three of them for one and the same work (Thạnh Phú
 * 14/12 and 16/43, Mỹ Thạnh 2 of 3), so a percentage never stands without the kind it is of.
 */
export const denominators = ['YEAR_REGISTERED', 'NTM_COMMUNE_CELLS', 'TERM_RESOLUTION', 'ALL_CELLS'] as const
export type Denominator = (typeof denominators)[number]

/**
 * A promise of so many cells, or of a share of the cells there are (Kế hoạch số 21 of Ban Thường vụ Tỉnh ủy Bến Tre
 * promises 100% of the cells in communes with the title of nông thôn mới, đô thị văn minh).
 */
export const measures = {
  YEAR_REGISTERED: 'cells',
  NTM_COMMUNE_CELLS: 'percent',
  TERM_RESOLUTION: 'cells',
  ALL_CELLS: 'percent',
} as const satisfies Record<Denominator, 'cells' | 'percent'>

export const targetStates = ['registered', 'agreed', 'replaced'] as const
export type TargetState = (typeof targetStates)[number]
export const targetActions = ['agree', 'replace'] as const
export type TargetAction = (typeof targetActions)[number]
/** `unit`: acts for the unit that promises. `superior`: for the unit above it, of the district era or after. */
export const targetParts = ['unit', 'superior'] as const
export type TargetPart = (typeof targetParts)[number]

export const targetWorkflow = workflow<TargetState, TargetAction, TargetPart>({
  registered: { agree: { to: 'agreed', by: ['superior'] }, replace: { to: 'replaced', by: ['unit'] } },
  agreed: { replace: { to: 'replaced', by: ['unit'] } },
  replaced: {},
})

/** Levels that promise; a cell registers itself, and that is its dossier. */
export const promisingLevels: readonly Level[] = ['province', 'district', 'commune']
/** Those who register in the name of their unit, and those who agree in the name of the unit above. */
export const targetHolders = [...leaders, ...organisers]

export type Target = {
  id: string
  unitId: string
  denominator: Denominator
  year: number | null
  value: number
  state: TargetState
  registeredOn: string
  agreedOn: string | null
  replacedOn: string | null
  version: number
}

export type Refusal =
  | 'level_promises_nothing'
  | 'unit_not_there'
  | 'day_in_future'
  | 'day_before_registration'
  | 'year_needed'
  | 'year_not_asked'
  | 'year_outside_term'
  | 'over_hundred_percent'
  | 'own_registration'

export type Registration = { denominator: Denominator; year: number | null; value: number; on: string }
export type Promiser = { level: Level | null; term: { fromYear: number; toYear: number }; today: string }

/** Why this promise cannot be registered; empty when it can. `level` is null where the unit was not there that day. */
export function registrationRefusals({ denominator, year, value, on }: Registration, by: Promiser): Refusal[] {
  const yearly = denominator === 'YEAR_REGISTERED'
  const refusals: [Refusal, boolean][] = [
    ['unit_not_there', by.level === null],
    ['level_promises_nothing', by.level !== null && !promisingLevels.includes(by.level)],
    ['day_in_future', on > by.today],
    ['year_needed', yearly && year === null],
    ['year_not_asked', !yearly && year !== null],
    ['year_outside_term', year !== null && (year < by.term.fromYear || year > by.term.toYear)],
    ['over_hundred_percent', measures[denominator] === 'percent' && value > 100],
  ]
  return refusals.filter(([, holds]) => holds).map(([refusal]) => refusal)
}

/** Why it cannot be agreed on that day by that person: nobody agrees with what they registered themselves. */
export function agreementRefusals(
  target: Pick<Target, 'registeredOn'>,
  by: { on: string; today: string; registeredBySelf: boolean },
): Refusal[] {
  return [...changeRefusals(target.registeredOn, by), ...(by.registeredBySelf ? (['own_registration'] as const) : [])]
}

/** A promise is replaced on a day on which it stood, and not in the future. */
export function replacementRefusals(
  target: Pick<Target, 'registeredOn' | 'agreedOn'>,
  by: { on: string; today: string },
): Refusal[] {
  return changeRefusals(target.agreedOn ?? target.registeredOn, by)
}

function changeRefusals(since: string, { on, today }: { on: string; today: string }): Refusal[] {
  return [
    ...(on > today ? (['day_in_future'] as const) : []),
    ...(on < since ? (['day_before_registration'] as const) : []),
  ]
}

/** Whether the promise stood on a day. On the day it is replaced the new one stands. */
export function stoodOn(target: Pick<Target, 'registeredOn' | 'replacedOn'>, day: string): boolean {
  return target.registeredOn <= day && (target.replacedOn === null || day < target.replacedOn)
}

/** Of the promises that stood on a day, the agreed one before one only registered, and the newest of each. */
export function inForceOn<T extends Pick<Target, 'registeredOn' | 'agreedOn' | 'replacedOn'>>(
  targets: readonly T[],
  day: string,
): T | null {
  const agreed = (target: T) => target.agreedOn !== null && target.agreedOn <= day
  const [first] = targets
    .filter((target) => stoodOn(target, day))
    .toSorted((a, b) => Number(agreed(b)) - Number(agreed(a)) || b.registeredOn.localeCompare(a.registeredOn))
  return first ?? null
}

/** The state a promise had on a day, from its own dates. */
export function stateOn(target: Pick<Target, 'agreedOn' | 'replacedOn'>, day: string): TargetState {
  if (target.replacedOn !== null && target.replacedOn <= day) return 'replaced'
  return target.agreedOn !== null && target.agreedOn <= day ? 'agreed' : 'registered'
}

/** How many cells a promise is: itself, or its share of the cells there are, a begun cell being a whole one. */
export function promisedCells(denominator: Denominator, value: number, cells: number): number {
  return measures[denominator] === 'cells' ? value : Math.ceil((value * cells) / 100)
}
