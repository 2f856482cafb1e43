import { z } from 'zod'
import { blankPlan } from '#features/reorganisations/blankPlan.ts'
import type { Decision, Operation } from '#features/reorganisations/plan.ts'
import type { PlanFile } from '#features/reorganisations/planFile.ts'
import { applyFile, howToApply } from '#features/reorganisations/server/apply.ts'
import type { Tx } from '#platform/server/database.ts'
import { addDays } from '#shared/format.ts'
import { personId } from './people.ts'
import { type District, type OldCommune, unitId } from './places.ts'
import { demoId, insertAll, Optional, readTable, REFORM, Text } from './table.ts'

/** What was arranged anew since 2020, each time by a plan that the product lays over the organisation. */

const NewCommune = z.object({
  slug: Text,
  code: Text,
  name: Text,
  kind: Text,
  ward_since: Optional,
  predecessors: Text.transform((text) => text.split(' ')),
})
type NewCommune = z.infer<typeof NewCommune>

type Plan = { of: string; title: string; file: PlanFile }
export type Reorganisations = { plans: Plan[]; slugs: string[] }

const PROVINCE = { slug: 'vinh-long', code: '86', name: 'Tỉnh Vĩnh Long', kind: 'province' }
const MERGED_2024 = '2024-12-01'
const communes2024 = { number: '1237/NQ-UBTVQH15', date: '2024-10-24', body: 'Ủy ban Thường vụ Quốc hội' }
/** The days of both were not found, nor anything of the act by which communes became wards. */
const communes2025 = { number: '1687/NQ-UBTVQH15', date: null, body: 'Ủy ban Thường vụ Quốc hội' }
const provinces2025 = { number: '202/2025/QH15', date: null, body: 'Quốc hội' }

/** The plans in the order of their days, and what the units are called that they make. */
export async function readReorganisations(
  districts: readonly District[],
  communes: readonly OldCommune[],
): Promise<Reorganisations> {
  const made = await readTable('communes-2025.csv', NewCommune)
  const wards = Map.groupBy(
    made.flatMap(({ ward_since, ...one }) => (ward_since === null ? [] : [{ ...one, since: ward_since }])),
    ({ since }) => since,
  )
  return {
    slugs: [PROVINCE.slug, ...made.map(({ slug }) => slug)],
    plans: [
      {
        of: 'ben-tre',
        title: 'Sắp xếp đơn vị hành chính cấp xã năm 2024',
        file: fileOf(MERGED_2024, communes2024, mergersOf(communes), {}),
      },
      {
        of: 'ben-tre',
        title: 'Sáp nhập tỉnh, kết thúc cấp huyện, sắp xếp xã và phường',
        file: fileOf(REFORM, communes2025, reformOf(districts, made), codesOf(made)),
      },
      ...[...wards].map(([since, all]) => ({
        of: PROVINCE.slug,
        title: 'Thành lập phường',
        file: fileOf(
          since,
          null,
          all.map((one) => becomesWard(one, since)),
          {},
        ),
      })),
    ],
  }
}

function fileOf(
  effective: string,
  decision: Decision | null,
  operations: Operation[],
  codes: Record<string, string>,
): PlanFile {
  return {
    ...blankPlan,
    effective,
    decision,
    codes,
    operations,
  }
}

const codesOf = (made: readonly NewCommune[]): Record<string, string> =>
  Object.fromEntries([PROVINCE, ...made].map(({ slug, code }) => [unitId(slug), code]))

/** Nine communes went into others, which stayed what they were. */
const mergersOf = (communes: readonly OldCommune[]): Operation[] =>
  communes.flatMap(({ slug, into }): Operation[] =>
    into === null
      ? []
      : [{ do: 'merge', unitIds: [unitId(slug)], intoId: unitId(into), on: MERGED_2024, decision: communes2024 }],
  )

/** Bến Tre goes into Vĩnh Long, every commune whole into a new one, and the districts end. */
function reformOf(districts: readonly District[], made: readonly NewCommune[]): Operation[] {
  const create = ({ slug, name, kind }: Pick<NewCommune, 'slug' | 'name' | 'kind'>, parent: string | null) => ({
    do: 'create' as const,
    unitId: unitId(slug),
    name,
    kind,
    parentId: parent === null ? null : unitId(parent),
  })
  const merge = (slugs: readonly string[], into: string) => ({
    do: 'merge' as const,
    unitIds: slugs.map(unitId),
    intoId: unitId(into),
  })
  return [
    { ...create(PROVINCE, null), on: REFORM, decision: provinces2025 },
    { ...merge(['ben-tre'], PROVINCE.slug), on: REFORM, decision: provinces2025 },
    ...made.flatMap((commune): Operation[] => [
      { ...create(commune, PROVINCE.slug), on: REFORM, decision: communes2025 },
      { ...merge(commune.predecessors, commune.slug), on: REFORM, decision: communes2025 },
    ]),
    ...districts.map(
      ({ slug }): Operation => ({
        do: 'abolish',
        unitId: unitId(slug),
        successorId: unitId(PROVINCE.slug),
        on: REFORM,
        decision: provinces2025,
      }),
    ),
  ]
}

const becomesWard = ({ slug, name }: Pick<NewCommune, 'slug' | 'name'>, on: string): Operation => ({
  do: 'change_kind',
  unitId: unitId(slug),
  kind: 'ward',
  name: name.replace(/^Xã /, 'Phường '),
  on,
  decision: null,
})

/** Lay the plans over the organisation, one after the other. */
export async function reorganise(tx: Tx, { plans }: Reorganisations): Promise<void> {
  for (const { title, file } of plans) {
    const done = await applyFile(tx, file, howToApply(file))
    if (done === 'busy' || 'refusals' in done) throw new Error(`${title}: ${JSON.stringify(done)}`)
  }
}

/** The plans as they are kept: drafted by one, approved by another, applied on their day. */
export async function placePlans(tx: Tx, { plans }: Reorganisations): Promise<void> {
  await insertAll(
    tx,
    'reorganisation_plan',
    plans.map(({ of, title, file }) => ({
      id: demoId('plan', file.effective),
      unit_id: unitId(of),
      title,
      effective_on: file.effective,
      state: 'applied',
      content: JSON.stringify(file),
      drafted_by: personId('tochuc.tinh'),
      drafted_at: `${addDays(file.effective, -7)}T09:00:00+07:00`,
      approved_by: personId('bithu.tinh'),
      approved_at: `${addDays(file.effective, -1)}T09:00:00+07:00`,
      applied_at: `${file.effective}T00:00:00+07:00`,
    })),
  )
}
