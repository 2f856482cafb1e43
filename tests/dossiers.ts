import { emptySettings, type ProgrammeContent } from '#features/programmes/programme.ts'
import { placeProgramme } from '#features/programmes/server/commands.ts'
import { readShippedProgrammes } from '#features/programmes/server/queries.ts'
import { placePublished } from '#features/rule-sets/server/commands.ts'
import { DossierView } from '#features/dossiers/dossierView.ts'
import { takeStep, type StepRequest } from '#features/dossiers/server/step.ts'
import { appendVerdicts, openAssessment } from '#features/dossiers/server/verdicts.ts'
import { asActor, loadActor, nobody } from '#platform/server/actor.ts'
import { idOf, newId } from '#platform/server/id.ts'
import type { Call } from '#platform/server/serve.ts'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { z } from 'zod'
import type { Answer, Caller, TestApp } from './database.ts'
import { personId, unitId } from './people.ts'
import { contentOf, passFail } from './ruleSets.ts'

/** What a dossier needs around it, and the way walked by its people, for tests that begin further on. */

export const programmeId = idOf('programme:plan-21')
export const ruleSetId = (revision: number): string => idOf(`rule-set:bo-thu:${revision}`)
export const districtTeamId = idOf('team:giong-trom')
export const communeTeamId = idOf('team:luong-phu')
export const items = ['1', '2', '3']

/** Three criteria, all mandatory; from 2022 a second revision of them. */
async function seedRuleSets({ db }: TestApp): Promise<void> {
  for (const revision of [1, 2]) {
    const content = contentOf(
      items.map((code) => passFail(code)),
      { effectiveFrom: revision === 1 ? '2021-03-09' : '2022-01-01' },
    )
    await placePublished(db, {
      id: ruleSetId(revision),
      revision,
      content,
      publishedAt: new Date('2021-03-09T02:00:00Z'),
    })
  }
}

export async function seedProgramme(app: TestApp, changes: Partial<ProgrammeContent['settings']> = {}): Promise<void> {
  await seedRuleSets(app)
  const [plan21] = await readShippedProgrammes()
  if (!plan21) throw new Error('a programme comes along')
  await placeProgramme(app.db, programmeId, {
    ...plan21,
    ruleSets: [
      { code: 'bo-thu', revision: 1, validFrom: '2021-03-09', validTo: '2021-12-31' },
      { code: 'bo-thu', revision: 2, validFrom: '2022-01-01', validTo: null },
    ],
    settings: {
      ...emptySettings,
      dossierDocuments: [
        { code: 'bao-cao', label: 'Báo cáo tự thẩm định', required: true },
        { code: 'anh', label: 'Ảnh hoạt động', required: false },
      ],
      ...changes,
    },
  })
}

/** A team of the district until it ended, and one of the new commune after it. */
export async function seedTeams({ db }: TestApp): Promise<void> {
  const teams = [
    {
      id: districtTeamId,
      unit: 'giong-trom',
      number: '463-QĐ/HU',
      day: '2021-04-19',
      valid: '[2021-04-19,2025-07-01)',
    },
    { id: communeTeamId, unit: 'luong-phu', number: '12-QĐ/ĐU', day: '2025-07-15', valid: '[2025-07-15,)' },
  ]
  const seats = [
    [districtTeamId, 'giong-trom', 'tochuc.giongtrom', 'head'],
    [districtTeamId, 'giong-trom', 'thamdinh.mot', 'member'],
    [districtTeamId, 'giong-trom', 'thamdinh.hai', 'member'],
    [communeTeamId, 'luong-phu', 'tochuc.mythanh', 'head'],
    [communeTeamId, 'luong-phu', 'thamdinh.mot', 'member'],
  ] as const
  await db
    .insertInto('appraisal_team')
    .values(
      teams.map(({ id, unit, number, day, valid }) => ({
        id,
        unit_id: unitId(unit),
        programme_id: programmeId,
        name: 'Tổ thẩm định',
        decision_number: number,
        decision_date: day,
        valid,
      })),
    )
    .execute()
  await db
    .insertInto('appraisal_team_member')
    .values(
      seats.map(([team_id, unit, username, part]) => ({
        unit_id: unitId(unit),
        team_id,
        person_id: personId(username),
        part,
        valid: team_id === districtTeamId ? '[2021-04-19,2025-07-01)' : '[2025-07-15,)',
      })),
    )
    .execute()
}

/** One more cell of a commune, led by somebody of the cast, until the district era ended. */
export async function seedCell({ db }: TestApp, slug: string, parent: string, secretary: string): Promise<void> {
  const id = unitId(slug)
  const name = `Chi bộ ấp ${slug}`
  const valid = '[2000-01-01,2025-07-01)'
  await db.insertInto('unit').values({ id, slug }).execute()
  await db
    .insertInto('unit_version')
    .values({
      id: newId(),
      unit_id: id,
      name,
      name_folded: name,
      kind: 'hamlet_cell',
      parent_id: unitId(parent),
      valid,
    })
    .execute()
  await sql`select rebuild_unit_closure()`.execute(db)
  await db
    .insertInto('position')
    .values({ id: newId(), person_id: personId(secretary), unit_id: id, role: 'secretary', title: 'Bí thư', valid })
    .execute()
}

/** A position more for somebody of the cast. */
export async function seedPosition({ db }: TestApp, username: string, unit: string, role: string): Promise<void> {
  const valid = '[2000-01-01,2025-07-01)'
  await db
    .insertInto('position')
    .values({ id: newId(), person_id: personId(username), unit_id: unitId(unit), role, title: role, valid })
    .execute()
}

/** A command as a person of the cast, behind the same wall as through HTTP. */
export async function asPerson<T>(app: TestApp, username: string, run: (call: Call) => Promise<T>): Promise<T> {
  const who = { accountId: `test:${username}`, personId: personId(username) }
  const { auth, clock, requestDb: db, settings } = app
  const signedIn = { ...nobody(null, 'vi'), ...who }
  const held = await asActor(db, signedIn, clock, 'read', (tx) => loadActor(tx, who.personId, clock.today()))
  const actor = { ...signedIn, ...held }
  return asActor(db, actor, clock, 'write', (tx) =>
    run({ tx, actor, now: clock.now(), today: clock.today(), language: 'vi', services: { auth, db, clock, settings } }),
  )
}

const Versioned = z.object({ version: z.number().optional() })

/** A dossier in the hands of its people, each acting through HTTP in their own name. */
export class Dossier {
  readonly id = newId()
  version = 1
  readonly #app: TestApp
  readonly #callers = new Map<string, Caller>()
  readonly cell: string

  constructor(app: TestApp, cell = 'cai-chot') {
    this.#app = app
    this.cell = cell
  }

  async as(username: string): Promise<Caller> {
    const known = this.#callers.get(username)
    if (known) return known
    const caller = await this.#app.signedIn(username)
    this.#callers.set(username, caller)
    return caller
  }

  async start(username: string, year: number): Promise<Answer> {
    const input = { id: this.id, unitId: unitId(this.cell), programmeId, year }
    return (await this.as(username)).post('/dossiers', input)
  }

  /** A step that keeps or moves the state: `/dossiers/{id}/<verb>`. */
  async step(username: string, verb: string, more: Record<string, unknown> = {}): Promise<Answer> {
    const answer = await (await this.as(username)).post(`/dossiers/${this.id}/${verb}`, {
      id: newId(),
      version: this.version,
      ...more,
    })
    if (answer.status === 200) this.version = Versioned.parse(answer.body).version ?? this.version
    return answer
  }

  async done(username: string, verb: string, more: Record<string, unknown> = {}): Promise<void> {
    const answer = await this.step(username, verb, more)
    expect(answer.status, `${verb}: ${JSON.stringify(answer.body)}`).toBe(200)
  }

  async judge(username: string, kind: 'survey' | 'self' | 'commune', failing: string[] = []): Promise<void> {
    const verdicts = items.map((itemCode) => ({
      id: newId(),
      itemCode,
      verdict: { kind: 'passed', passed: !failing.includes(itemCode) },
      note: '',
    }))
    await this.done(username, 'verdicts', { kind, verdicts })
  }

  async vote(username: string, inFavour = 20, heldOn = this.#app.clock.today()): Promise<Answer> {
    const counts = { entitled: 30, present: 28, inFavour, against: 28 - inFavour, abstained: 0 }
    return this.step(username, 'votes', { heldOn, ...counts })
  }

  async attach(code = 'bao-cao', purpose = 'checklist'): Promise<void> {
    const unit_id = unitId(this.cell)
    const evidence_id = newId()
    await this.#app.db
      .insertInto('evidence')
      .values({ unit_id, id: evidence_id, title: 'Báo cáo', link: 'https://example.org', effective_on: '2022-05-01' })
      .execute()
    await this.#app.db
      .insertInto('evidence_use')
      .values({ unit_id, id: newId(), evidence_id, dossier_id: this.id, purpose, code })
      .execute()
  }

  /** Registered, accepted, self-appraised, voted: ready to be submitted. */
  async prepare(secretary: string, commune: string, year: number): Promise<void> {
    expect((await this.start(secretary, year)).status).toBe(200)
    await this.done(secretary, 'submit-registration')
    await this.done(commune, 'accept-registration')
    await this.done(secretary, 'open-self-appraisal')
    await this.judge(secretary, 'self')
    expect((await this.vote(secretary)).status).toBe(200)
    await this.attach()
  }

  async propose(secretary: string, commune: string): Promise<void> {
    await this.done(secretary, 'submit')
    await this.judge(commune, 'commune')
    await this.done(commune, 'checks', { items: [{ code: 'bao-cao', present: true, note: '' }] })
    await this.done(commune, 'propose')
  }

  /** What the team leaves behind: a visit on the day, a complete check, and agreed verdicts. */
  async appraise(teamId: string, members: string[], failing: string[] = []): Promise<void> {
    const [head] = members
    if (head === undefined) throw new Error('a team has a head')
    const unit_id = unitId(this.cell)
    const on = this.#app.clock.today()
    const { db } = this.#app
    const own = { unit_id, dossier_id: this.id, team_id: teamId }
    await db
      .insertInto('site_visit')
      .values({ ...own, id: newId(), planned_on: on, visited_on: on, participants: members.map(personId) })
      .execute()
    await db
      .insertInto('dossier_check')
      .values({
        ...own,
        id: newId(),
        stage: 'team',
        person_id: personId(head),
        checked_on: on,
        items: '[]',
        complete: true,
      })
      .execute()
    const assessmentId = await openAssessment(db, { unitId: unit_id, dossierId: this.id, kind: 'team' }, on)
    await appendVerdicts(
      db,
      { unitId: unit_id, assessmentId, personId: personId(head) },
      items.map((itemCode) => ({
        id: newId(),
        itemCode,
        verdict: { kind: 'passed', passed: !failing.includes(itemCode) },
        note: '',
      })),
    )
  }

  /** A step another feature’s screens take: the team’s report, the decision. */
  async take(username: string, action: StepRequest['action'], more: Partial<StepRequest> = {}): Promise<void> {
    const { id, version } = this
    const request = { id: newId(), dossierId: id, version, action, ...more }
    const taken = await asPerson(this.#app, username, (call) => takeStep(call, request))
    this.version = taken.version
  }

  async seenBy(username: string): Promise<DossierView> {
    const answer = await (await this.as(username)).get(`/dossiers/${this.id}`)
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    return DossierView.parse(answer.body)
  }
}
