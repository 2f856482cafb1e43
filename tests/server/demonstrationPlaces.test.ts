import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDemonstrationAccounts } from '../../demo/accounts.ts'
import { loadDemonstration } from '../../demo/load.ts'
import { unitId } from '../../demo/places.ts'
import { BEGIN, REFORM } from '../../demo/table.ts'
import { addDays, daysBetween } from '#shared/format.ts'
import { testApp, testClock, type TestApp, textOf } from '#tests/database.ts'

const TODAY = '2026-11-22'
let app: TestApp

beforeAll(async () => {
  app = await testApp(testClock(TODAY))
  expect(await loadDemonstration(app)).not.toBeNull()
})
afterAll(() => app.close())

describe('places of the demonstration through time', () => {
  it('are 157 communes from 2020, 148 from December 2024, 48 from July 2025 of which 11 are wards since June 2026', async () => {
    const on = async (day: string) => {
      const { rows } = await sql`
        select count(*) as communes, count(*) filter (where k.code = 'ward') as wards from unit_version v
        join unit_kind k on k.code = v.kind where k.level = 'commune' and v.valid @> ${day}::date`.execute(app.db)
      return rows[0]
    }
    expect(await on(BEGIN)).toMatchObject({ communes: 157 })
    expect(await on('2024-12-01')).toMatchObject({ communes: 148 })
    expect(await on(REFORM)).toEqual({ communes: 48, wards: 5 })
    expect(await on('2026-06-09')).toEqual({ communes: 48, wards: 11 })
  })

  it('every cell stands under exactly one commune, and that under exactly one province, on every day', async () => {
    const days = fc.integer({ min: 0, max: daysBetween(BEGIN, TODAY) }).map((after) => addDays(BEGIN, after))
    const edges = [BEGIN, '2024-11-30', '2024-12-01', '2025-06-30', REFORM, TODAY].map((day): [string] => [day])
    await fc.assert(
      fc.asyncProperty(days, async (day) => {
        const { rows } = await sql<{ cells: number; communes: number; provinces: number }>`
          select count(distinct v.unit_id) as cells, count(*) filter (where k.level = 'commune') as communes,
            count(*) filter (where k.level = 'province') as provinces
          from unit_version v
          join unit_closure c on c.descendant_id = v.unit_id and c.via = 'parent' and c.valid @> ${day}::date
          join unit_version a on a.unit_id = c.ancestor_id and a.valid @> ${day}::date
          join unit_kind k on k.code = a.kind
          where v.kind like '%\\_cell' and v.valid @> ${day}::date`.execute(app.db)
        expect(rows).toEqual([{ cells: 323, communes: 323, provinces: 323 }])
      }),
      { examples: edges, numRuns: 25 },
    )
  })

  it('were made by plans that are shown as applied, each with its act as far as it is known', async () => {
    const officer = await app.signedIn('tochuc.tinh', (await readDemonstrationAccounts()).password)
    const { body } = await officer.get('/reorganisations')
    const plans = [...(body['items'] ?? [])].map(({ effective, state, id }) => ({ effective, state, id }))
    expect(plans).toMatchObject([
      { effective: '2026-06-09', state: 'applied' },
      { effective: REFORM, state: 'applied' },
      { effective: '2024-12-01', state: 'applied' },
    ])
    const decisionOf = async (at: number) =>
      (await officer.get(`/reorganisations/${textOf(plans[at]?.id)}`)).body['content']?.['decision']
    expect(await decisionOf(0)).toBeNull()
    expect(await decisionOf(1)).toMatchObject({ number: '1687/NQ-UBTVQH15', date: null })
    const preview = (await officer.get(`/reorganisations/${textOf(plans[1]?.id)}/preview`)).body
    expect(preview).toMatchObject({
      refusals: [],
      choices: [],
      units: { merged: 158, new: 49, moved: 323 },
      cells: 323,
    })
  })

  it('pass on what the districts could do with the titles they granted to the communes that received their cells', async () => {
    const { rows } = await sql`
      select v.name, a.powers, lower(a.valid)::text as since from authority_succession a
      join unit_version v on v.unit_id = a.to_unit_id and v.valid @> ${REFORM}::date
      where a.from_unit_id = ${unitId('giong-trom')} and a.to_unit_id in (${unitId('xa-luong-phu')}, ${unitId('xa-giong-trom')})
      order by v.name`.execute(app.db)
    const all = { powers: ['confirm', 're_appraise', 'revoke', 'correct'], since: REFORM }
    expect(rows).toEqual([
      { name: 'Xã Giồng Trôm', ...all },
      { name: 'Xã Lương Phú', ...all },
    ])
  })

  it('tell of Mỹ Thạnh and the township of Giồng Trôm what they became, and of the new communes what they were', async () => {
    const officer = await app.signedIn('tochuc.tinh', (await readDemonstrationAccounts()).password)
    const story = async (slug: string) =>
      [...((await officer.get(`/units/${unitId(slug)}`)).body['history'] ?? [])].map((happening) =>
        [happening['on'], happening['kind'], happening['other']?.['name']].filter(Boolean).map(textOf).join(' '),
      )
    expect(await story('my-thanh')).toEqual([`${REFORM} merged_into Xã Lương Phú`, `${BEGIN} founded Huyện Giồng Trôm`])
    expect(await story('thi-tran-giong-trom')).toContain(`${REFORM} merged_into Xã Giồng Trôm`)
    const received = await story('xa-luong-phu')
    expect(received).toContain(`${REFORM} took_over Xã Mỹ Thạnh`)
    expect(received).toContain(`${REFORM} founded Tỉnh Vĩnh Long`)
    expect(await story('ben-do')).toContain(`${REFORM} moved Xã Lương Phú`)
  })

  it('every unit that ended has one main successor from the next day, but the cells, which live on', async () => {
    const { rows } = await sql`
      select u.slug from unit u
      where (select max(upper(valid)) from unit_version where unit_id = u.id and not upper_inf(valid)) is not null
        and not exists (select from unit_version where unit_id = u.id and upper_inf(valid))
        and not exists (select from unit_lineage l where l.from_unit_id = u.id and l.main
          and l.effective_on = (select max(upper(valid)) from unit_version where unit_id = u.id))`.execute(app.db)
    expect(rows).toEqual([])
  })

  it('positions, teams and standings lie within the lives of their units', async () => {
    for (const table of ['position', 'appraisal_team', 'unit_standing', 'committee_term']) {
      const { rows } = await sql`
        select p.unit_id from ${sql.table(table)} p
        where not p.valid <@ (select range_agg(valid) from unit_version where unit_id = p.unit_id)`.execute(app.db)
      expect({ table, rows }).toEqual({ table, rows: [] })
    }
  })
})
