import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDemonstrationAccounts } from '../../demo/accounts.ts'
import { loadDemonstration } from '../../demo/load.ts'
import { REFORM } from '../../demo/table.ts'
import { unitId } from '../../demo/places.ts'
import { type DossierAction, dossierActions, dossierStates, nextStep } from '#features/dossiers/dossier.ts'
import { dutyConflict, handsOf } from '#features/dossiers/duty.ts'
import { chainOn } from '#features/programmes/programme.ts'
import { getProgramme } from '#features/programmes/server/queries.ts'
import type { Tx } from '#platform/server/database.ts'
import { testApp, testClock, type TestApp } from '#tests/database.ts'

const TODAY = '2026-11-22'
let app: TestApp

beforeAll(async () => {
  app = await testApp(testClock(TODAY))
  expect(await loadDemonstration(app)).not.toBeNull()
})
afterAll(() => app.close())

const numbers = async (query: ReturnType<typeof sql<Record<string, number>>>, db: Tx = app.db) =>
  (await query.execute(db)).rows[0]

/** Cells of ấp and khu phố below a unit on a day, that of them hold a title, and those in communes with the title. */
const cellsBelow = (slug: string, day: string, db?: Tx) =>
  numbers(
    sql`
    select count(*) as cells,
      count(*) filter (where v.kind <> 'other_cell') as hamlets,
      count(*) filter (where v.kind <> 'other_cell' and s.unit_id is not null) as "ntmHamlets",
      count(*) filter (where t.recognised_on <= ${day}::date) as recognised,
      count(*) filter (where t.recognised_on between make_date(extract(year from ${day}::date)::int, 1, 1) and ${day}::date)
        as "recognisedInYear",
      count(*) filter (where t.recognised_on <= ${day}::date and s.unit_id is not null) as "recognisedNtm"
    from unit_closure c
    join unit_version v on v.unit_id = c.descendant_id and v.valid @> ${day}::date and v.kind like '%\\_cell'
    left join unit_standing s on s.unit_id = v.parent_id and s.kind = 'new_countryside' and s.valid @> ${day}::date
    left join title t on t.unit_id = v.unit_id
    where c.ancestor_id = ${unitId(slug)} and c.via = 'parent' and c.valid @> ${day}::date`,
    db,
  )

const communesBelow = (slug: string, day: string) =>
  numbers(sql`
    select count(*) as communes, count(s.unit_id) as ntm from unit_version v
    left join unit_standing s on s.unit_id = v.unit_id and s.valid @> ${day}::date
    where v.parent_id = ${unitId(slug)} and v.valid @> ${day}::date`)

const targetOf = (slug: string, denominator: string, year: number | null) =>
  app.db
    .selectFrom('target')
    .select(['value', 'registered_on as registeredOn', 'agreed_on as agreedOn'])
    .where('unit_id', '=', unitId(slug))
    .where('denominator', '=', denominator)
    .where(sql<boolean>`year is not distinct from ${year}`)
    .executeTakeFirstOrThrow()

describe('the figures of the articles follow from raw records', () => {
  it('Thạnh Phú has 18 communes, 8 of new countryside with 43 hamlet cells, in the middle of 2022', async () => {
    expect(await communesBelow('thanh-phu', '2022-08-10')).toEqual({ communes: 18, ntm: 8 })
    expect(await cellsBelow('thanh-phu', '2022-08-10')).toMatchObject({ ntmHamlets: 43 })
  })

  it('of 12 cells registered for 2022 it had 14 recognised by mid-year, and 16 of the 43 in all', async () => {
    expect(await targetOf('thanh-phu', 'YEAR_REGISTERED', 2022)).toMatchObject({ value: 12 })
    expect(await cellsBelow('thanh-phu', '2021-12-31')).toMatchObject({ recognised: 2 })
    expect(await cellsBelow('thanh-phu', '2022-06-30')).toMatchObject({ recognisedInYear: 14, recognised: 16 })
    expect(await cellsBelow('thanh-phu', '2022-08-10')).toMatchObject({ recognisedNtm: 16, recognised: 16 })
  })

  it('its team was set up by 463-QĐ/HU of 19-4-2021, headed by the head of the organising board', async () => {
    const [head] = await app.db
      .selectFrom('appraisal_team as t')
      .innerJoin('appraisal_team_member as m', 'm.team_id', 't.id')
      .innerJoin('position as p', 'p.person_id', 'm.person_id')
      .select(['t.decision_number as number', 't.decision_date as date', 'p.title', 'm.part'])
      .where('t.unit_id', '=', unitId('thanh-phu'))
      .where('m.part', '=', 'head')
      .execute()
    expect(head).toEqual({
      number: '463-QĐ/HU',
      date: '2021-04-19',
      title: 'Trưởng ban Tổ chức Huyện ủy',
      part: 'head',
    })
  })

  it('Mỹ Thạnh has 12 cells with 238 members, 6 of hamlets, 2 of them recognised against a resolution of 3', async () => {
    expect(await cellsBelow('my-thanh', '2021-12-01')).toMatchObject({ cells: 12, hamlets: 6, recognised: 2 })
    expect(await targetOf('my-thanh', 'TERM_RESOLUTION', null)).toMatchObject({ value: 3 })
    const members = sql<Record<string, number>>`
      select sum(p.members) as members from unit_version v
      join cell_profile p on p.unit_id = v.unit_id and p.as_of = '2021-11-30'
      where v.parent_id = ${unitId('my-thanh')} and v.valid @> '2021-12-01'::date`
    expect(await numbers(members)).toEqual({ members: 238 })
  })

  it('Giồng Trôm township has all its cells registered, 2 recognised and Khu phố 1 appraising itself in June 2023', async () => {
    expect(await cellsBelow('thi-tran-giong-trom', '2023-06-07')).toMatchObject({ cells: 6, recognised: 2 })
    const { rows } = await sql<{ slug: string; state: string }>`
      select u.slug, (select s.to_state from dossier_step s where s.dossier_id = d.id and s.on_date <= '2023-06-07'
        order by s.on_date desc, s.at desc limit 1) as state
      from dossier d join unit u on u.id = d.unit_id join unit_version v on v.unit_id = u.id
      where v.parent_id = ${unitId('thi-tran-giong-trom')} and d.registered_on <= '2023-06-07'
      order by u.slug`.execute(app.db)
    expect(rows.map(({ slug, state }) => `${slug} ${state}`)).toEqual([
      'ap-5a building',
      'ap-5b recognised',
      'khu-pho-1 self_appraisal',
      'khu-pho-2 recognised',
      'khu-pho-3 building',
      'khu-pho-4 building',
    ])
  })

  it('Châu Thành has 21 communes and 117 cells of hamlets and neighbourhoods', async () => {
    expect(await communesBelow('chau-thanh', '2022-05-25')).toMatchObject({ communes: 21 })
    expect(await cellsBelow('chau-thanh', '2022-05-25')).toMatchObject({ hamlets: 117, cells: 117 })
  })

  it('changing a record changes the figure', async () => {
    const rolledBack = new Error('rolled back')
    const tried = app.db.transaction().execute(async (tx) => {
      await tx.deleteFrom('unit_standing').where('unit_id', '=', unitId('xa-my-hung-thanh-phu')).execute()
      expect(await cellsBelow('thanh-phu', '2022-08-10', tx)).toMatchObject({ ntmHamlets: 38, recognisedNtm: 14 })
      throw rolledBack
    })
    await expect(tried).rejects.toBe(rolledBack)
  })
})

describe('dossiers', () => {
  it('went their way by the table of steps, by the chain of the day, and nobody judged what they prepared', async () => {
    const dossiers = await app.db
      .selectFrom('dossier')
      .select(['id', 'state', 'programme_id', 'prepared_by', 'carried_from'])
      .execute()
    for (const { id, state, programme_id, prepared_by, carried_from } of dossiers) {
      const programme = await getProgramme(app.db, programme_id)
      const steps = await app.db
        .selectFrom('dossier_step')
        .selectAll()
        .where('dossier_id', '=', id)
        .orderBy('on_date')
        .orderBy('at')
        .execute()
      let now: string = carried_from === null ? 'draft' : 'building'
      const deeds: { action: DossierAction; part: 'cell'; personId: string | null }[] = []
      for (const step of steps) {
        const from = dossierStates.find((one) => one === now)
        const action = dossierActions.find((one) => one === step.action)
        if (!from || !action) throw new Error(`${step.action} from ${now}`)
        const part = (['cell', 'commune', 'team', 'team_head', 'opinion_body', 'decision_body'] as const).find(
          (one) => one === step.part,
        )
        expect(nextStep(from, action, part ? [part] : [], chainOn(programme, step.on_date))).toMatchObject({
          ok: true,
          to: step.to_state,
        })
        const hands = handsOf(deeds, {
          prepared: prepared_by === null ? [] : [prepared_by],
          self: [],
          team: [],
          visits: [],
        })
        expect(dutyConflict(action, { personId: step.person_id ?? '', belongsToCell: false }, hands)).toBeNull()
        if (part === 'cell') deeds.push({ action, part, personId: step.person_id })
        now = step.to_state
      }
      expect({ id, state: now }).toEqual({ id, state })
    }
  })

  it('are at every stage of the two-level chain today', async () => {
    const { rows } = await sql<{ state: string }>`
      select distinct d.state from dossier d join programme p on p.id = d.programme_id
      where p.code = 'minh-hoa-2026-2030' order by d.state`.execute(app.db)
    const reached = dossierStates.filter((state) => state !== 'draft' && state !== 'opinion')
    expect(rows.map(({ state }) => state)).toEqual(reached.toSorted())
  })

  it('numbers decisions once for each body, and marks what is invented', async () => {
    const { rows } = await sql<{ number: string; times: number }>`
      select number, count(*) as times from (
        select unit_id as body, decision_number as number, decision_date as day from appraisal_team
        union all select by_unit_id, decision_number, decision_date from title_event
          where decision_number is not null) decision
      group by body, number, day < ${REFORM}::date`.execute(app.db)
    expect(rows.filter(({ times }) => times > 1)).toEqual([])
    expect(rows.filter(({ number }) => !number.startsWith('MH ')).map(({ number }) => number)).toEqual(['463-QĐ/HU'])
  })

  it('that were recognised have a title, and only those', async () => {
    const { rows } = await sql`
      select d.id from dossier d full join title t on t.dossier_id = d.id
      where (d.state = 'recognised') is distinct from (t.id is not null)`.execute(app.db)
    expect(rows).toEqual([])
  })
})

describe('accounts', () => {
  it('belong to the people of the data, and sign in with the password that is shown', async () => {
    const { accounts, password } = await readDemonstrationAccounts()
    expect(accounts.length).toBeLessThanOrEqual(16)
    for (const { username, personId, name } of accounts) {
      const person = await app.db.selectFrom('person').select('name').where('id', '=', personId).executeTakeFirst()
      expect(person).toEqual({ name })
      const signedIn = await app.app.inject({
        method: 'POST',
        url: '/api/auth/sign-in/username',
        payload: { username, password },
      })
      expect({ username, status: signedIn.statusCode }).toEqual({ username, status: 200 })
    }
  })

  it('of a district show that the position has ended', async () => {
    const { accounts } = await readDemonstrationAccounts()
    const district = accounts.find(({ username }) => username === 'tochuc.giongtrom')
    const positions = await app.db
      .selectFrom('position')
      .select(sql<string>`upper(valid)::text`.as('until'))
      .where('person_id', '=', district?.personId ?? '')
      .execute()
    expect(positions).toEqual([{ until: REFORM }])
  })
})
