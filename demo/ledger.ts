import type { DossierAction, DossierPart, DossierState } from '#features/dossiers/dossier.ts'
import { verdictColumns } from '#features/dossiers/server/verdicts.ts'
import { type ProgrammeContent, titleEnd } from '#features/programmes/programme.ts'
import type { Verdict } from '#features/rule-sets/evaluation.ts'
import { isLeaf, type Leaf } from '#features/rule-sets/item.ts'
import type { RuleSetContent } from '#features/rule-sets/ruleSet.ts'
import { addDays } from '#shared/format.ts'
import { hashOf } from '#platform/server/id.ts'
import { personId } from './people.ts'
import { programmeId, type Team, teamId } from './programme.ts'
import type { Records } from './records.ts'
import { demoId } from './table.ts'
import { type Cell, unitId } from './places.ts'

export type StepWords = { reason?: string; due?: string; data?: Record<string, unknown> }
export type Assessment = {
  kind: 'self' | 'commune' | 'team'
  /** A member of the team judging alone; null: the body's own word. */
  appraiser?: string | null
  by: string
  items: readonly Leaf[]
  opened: string
  judged: string
  closed: string | null
  /** What was found not met, by item. */
  wanting?: Record<string, string>
}

/** The book of one dossier: whatever happens is written here as rows, in order, in office hours. */
export class Ledger {
  readonly cell: Cell
  readonly dossierId: string
  readonly programme: ProgrammeContent
  readonly ruleSet: RuleSetContent
  state: DossierState = 'draft'
  /** The day it came into its state. */
  since = ''
  readonly #records: Records
  readonly #key: string
  #clock = 0
  #said: { code: string; verdict: Verdict }[] = []

  constructor(cell: Cell, year: number, programme: ProgrammeContent, ruleSet: RuleSetContent, records: Records) {
    this.cell = cell
    this.programme = programme
    this.ruleSet = ruleSet
    this.#records = records
    this.#key = `${cell.slug}:${year}`
    this.dossierId = demoId('dossier', this.#key)
  }

  get leaves(): Leaf[] {
    return this.ruleSet.items.filter(isLeaf)
  }

  step(
    action: DossierAction,
    to: DossierState,
    part: DossierPart,
    person: string,
    on: string,
    { reason, due, data = {} }: StepWords = {},
  ): void {
    const from = this.state
    this.#records.dossier_step.push({
      ...this.#row('step', `${this.#clock}:${action}`),
      dossier_id: this.dossierId,
      action,
      from_state: from,
      to_state: to,
      part,
      person_id: person,
      on_date: on,
      reason: reason ?? null,
      due_on: due ?? null,
      data: JSON.stringify(data),
      content_hash: hashOf({ dossierId: this.dossierId, action, from, to, on, verdicts: this.#said }),
      at: this.#at(on),
    })
    this.state = to
    if (from !== to) this.since = on
  }

  /** Goes on where last year's dossier left off, without being registered anew. */
  resume(state: DossierState, on: string): void {
    this.state = state
    this.since = on
  }

  assess({ kind, appraiser = null, by, items, opened, judged, closed, wanting = {} }: Assessment): void {
    this.#records.assessment.push({
      ...this.#row('assessment', `${kind}:${appraiser ?? ''}`),
      dossier_id: this.dossierId,
      kind,
      appraiser_id: appraiser,
      opened_on: opened,
      closed_on: closed,
    })
    this.judge(kind, appraiser, by, items, judged, wanting)
  }

  /** Verdicts are appended: a later word on an item stands beside the earlier one. */
  judge(
    kind: Assessment['kind'],
    appraiser: string | null,
    by: string,
    items: readonly Leaf[],
    on: string,
    wanting: Record<string, string>,
  ): void {
    for (const item of items) {
      const verdict = this.#verdictOn(item, !(item.code in wanting))
      this.#said.push({ code: item.code, verdict })
      this.#records.verdict.push({
        ...this.#row('verdict', `${kind}:${appraiser ?? ''}:${item.code}:${on}`),
        assessment_id: demoId('assessment', `${this.#key}:${kind}:${appraiser ?? ''}`),
        item_code: item.code,
        ...verdictColumns(verdict),
        note: wanting[item.code] ?? '',
        person_id: by,
        at: this.#at(on),
      })
    }
  }

  #verdictOn(item: Leaf, met: boolean): Verdict {
    const { households, poor } = this.cell
    switch (item.mode) {
      case 'pass_fail':
        return { kind: 'passed', passed: met }
      case 'points':
        return { kind: 'points', points: met ? 85 : 60 }
      case 'choice':
        return { kind: 'choice', option: item.options.find(({ passes }) => passes === met)?.code ?? '' }
      case 'computed': {
        const rate = Math.round(((poor ?? 0) / (households ?? 1)) * 10_000) / 100
        return { kind: 'figure', figure: met ? rate : 4.6 }
      }
    }
  }

  /** Totals only; a few were away, one abstained in a cell with an odd number of members. */
  vote(by: string, on: string): void {
    const { members: entitled } = this.cell
    const present = entitled - (entitled % 4)
    const abstained = entitled % 2
    const counts = { entitled, present, in_favour: present - abstained, against: 0, abstained }
    this.#records.cell_vote.push({
      ...this.#row('vote', on),
      dossier_id: this.dossierId,
      held_on: on,
      ...counts,
      minutes_number: 'MH 01-BB/CB',
    })
    this.#fact('record_vote', 'cell', by, on, {
      heldOn: on,
      entitled,
      present,
      inFavour: counts.in_favour,
      carried: true,
    })
  }

  check(stage: 'commune' | 'team', team: Team | null, by: string, on: string): void {
    const { dossierDocuments } = this.programme.settings
    const items = dossierDocuments.map(({ code, required }) => ({ code, present: required, note: '' }))
    this.#records.dossier_check.push({
      ...this.#row('check', `${stage}:${on}`),
      dossier_id: this.dossierId,
      stage,
      team_id: team === null ? null : teamId(team),
      person_id: by,
      checked_on: on,
      items: JSON.stringify(items),
      complete: true,
    })
    this.#fact(stage === 'team' ? 'appraise' : 'check_dossier', stage, by, on, { items, complete: true })
  }

  visit(team: Team, planned: string, visited: string | null): void {
    const row = this.#row('visit', planned)
    const participants = visited === null ? [] : team.seats.map(([username]) => personId(username))
    const findings = visited === null ? '' : 'Khảo sát thực tế tại địa bàn, đối chiếu với hồ sơ (minh họa).'
    this.#records.site_visit.push({
      ...row,
      dossier_id: this.dossierId,
      team_id: teamId(team),
      planned_on: planned,
      visited_on: visited,
      place: `Nhà văn hóa ấp, khu phố (${this.cell.name})`,
      participants,
      findings,
    })
    const [first] = participants
    if (visited !== null && first !== undefined)
      this.#fact('appraise', 'team', first, visited, { visit: row.id, participants, findings })
  }

  title(body: { slug: string; name: string }, by: string, on: string, number: string): void {
    const id = demoId('title', this.#key)
    this.#records.title.push({
      unit_id: unitId(this.cell.slug),
      id,
      programme_id: programmeId(this.programme.code),
      dossier_id: this.dossierId,
      recognised_on: on,
      decision_number: number,
      decision_date: on,
      granted_by: unitId(body.slug),
      granted_body: body.name,
      expires_on: titleEnd(this.programme.settings, on),
      state: 'in_force',
    })
    this.#records.title_event.push({
      ...this.#row('title_event', 'recognise'),
      title_id: id,
      action: 'recognise',
      to_state: 'in_force',
      person_id: by,
      by_unit_id: unitId(body.slug),
      on_date: on,
      decision_number: number,
      decision_date: on,
      content_hash: hashOf({ titleId: id, dossierId: this.dossierId, number, on, verdicts: this.#said }),
      at: this.#at(on),
    })
  }

  /** The road map: every item from June to October with whoever is responsible; carried over it waits for its days. */
  plan(year: number | null): void {
    const responsible = ['Bí thư chi bộ', 'Chi ủy', 'Trưởng ấp, khu phố', 'Ban công tác Mặt trận']
    for (const [at, { code }] of this.leaves.entries()) {
      this.#records.roadmap_item.push({
        unit_id: unitId(this.cell.slug),
        dossier_id: this.dossierId,
        item_code: code,
        due_on: year === null ? null : addDays(`${year}-06-30`, (at % 5) * 30),
        responsible: responsible[at % responsible.length] ?? '',
      })
    }
  }

  /** One who sees an item otherwise keeps their verdict; the team's agreed one stands beside it. */
  dissent(by: string, item: Leaf, reason: string): void {
    this.#records.dissent.push({
      ...this.#row('dissent', `${by}:${item.code}`),
      assessment_id: demoId('assessment', `${this.#key}:team:`),
      item_code: item.code,
      person_id: by,
      ...verdictColumns(this.#verdictOn(item, false)),
      reason,
    })
  }

  agreed(by: string, on: string, dissents: number): void {
    this.#fact('appraise', 'team', by, on, { agreed: this.leaves.length, dissents })
  }

  /** What is gathered on the way stands in the timeline and keeps the state. */
  #fact(action: DossierAction, part: DossierPart, by: string, on: string, data: Record<string, unknown>): void {
    this.step(action, this.state, part, by, on, { data })
  }

  #row(kind: string, name: string): { unit_id: string; id: string } {
    return { unit_id: unitId(this.cell.slug), id: demoId(kind, `${this.#key}:${name}`) }
  }

  /** Office hours, one thing after another. */
  #at(day: string): string {
    this.#clock += 1
    const minutes = 8 * 60 + (this.#clock % 480)
    const time = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')
    return `${day}T${time}:00+07:00`
  }
}
