import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, testApp, testClock } from '#tests/database.ts'
import { seedProgramme } from '#tests/dossiers.ts'
import { dayAfter, organisation } from '#tests/generatedHistories.ts'
import { applyOn, checkHistories, inOrganisation, totalsOn } from '#tests/storedHistories.ts'
import type { Operation } from '../plan.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp(testClock(dayAfter))
  await seedProgramme(app)
})
afterAll(() => app.close())

describe('a generated history in the database', () => {
  it('is the tree of the rules on every day, changes no total as then, and counts at the root as now what was counted as then', async () => {
    await checkHistories(app, 24, 2025)
  }, 240_000)

  it('cannot hold a unit twice at a time', async () => {
    await inOrganisation(app, organisation(2), async (tx, id) => {
      const twice = tx
        .insertInto('unit_version')
        .values({
          id: id('twice'),
          unit_id: id('c0'),
          name: 'c0',
          name_folded: 'c0',
          kind: 'commune',
          parent_id: id('d1'),
          valid: '[2025-01-01,)',
        })
        .execute()
      await expect(twice).rejects.toThrow('unit_version_unit_id_valid_excl')
    })
  })

  it('gives the old totals as then after a split and a merger back', async () => {
    const start = organisation(4)
    const paper = (on: string) => ({ on, decision: null })
    const made = (unitId: string): Operation => ({
      do: 'create',
      unitId,
      name: unitId,
      kind: 'commune',
      parentId: 'd0',
      ...paper('2025-07-01'),
    })
    await inOrganisation(app, start, async (tx, id) => {
      const before = await totalsOn(tx, start, id, ['2022-12-31', '2025-06-30'])
      const split: Operation = {
        do: 'split',
        unitId: 'c0',
        intoIds: ['n1', 'n2'],
        mainId: 'n2',
        placement: { c0x: 'n1', c0y: 'n2' },
        ...paper('2025-07-01'),
      }
      await applyOn(tx, '2025-07-01', [made('n1'), made('n2'), split], id)
      await applyOn(
        tx,
        '2026-01-01',
        [
          { do: 'reopen', unitId: 'c0', parentId: 'd0', ...paper('2026-01-01') },
          { do: 'merge', unitIds: ['n1', 'n2'], intoId: 'c0', ...paper('2026-01-01') },
        ],
        id,
      )
      expect(await totalsOn(tx, start, id, ['2022-12-31', '2025-06-30'])).toEqual(before)
      const [now] = await totalsOn(tx, start, id, ['2026-01-01'])
      expect(now?.map(([unit, { cells, held }]) => [unit, cells, held])).toEqual(
        before[1]?.map(([unit, { cells, held }]) => [unit, cells, held]),
      )
    })
  })
})
