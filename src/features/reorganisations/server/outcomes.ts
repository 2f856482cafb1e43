/** What becomes of the things that hang on a plan's units, and why. */
import { addDays, formatDate } from '#shared/format.ts'
import type { Programme } from '#features/programmes/server/queries.ts'
import { committeeName, kindOf } from '#features/units/unit.ts'
import type { AffectedKind, Outcome } from '../affected.ts'
import type { Becoming } from '../becoming.ts'
import { actingOn, bodyNamed, type DayOf } from '../bodies.ts'
import type { Thing } from './affectedSources.ts'
import { listed, type Look } from './look.ts'

export type Case = {
  look: Look
  old: DayOf
  next: DayOf
  kind: AffectedKind
  thing: Thing
  programme: Programme | undefined
  becoming: Becoming | undefined
}

/** What becomes of one thing, by what becomes of its unit. */
export function outcomeOf(one: Case): Outcome {
  switch (one.kind) {
    case 'registrations':
    case 'openDossiers':
    case 'deadlines':
      return dossierOutcome(one)
    case 'titles':
      return titleOutcome(one)
    case 'targets':
      return targetOutcome(one)
    case 'visits':
      return visitOutcome(one)
    case 'meetings':
    case 'series':
    case 'assignments':
    case 'delegations':
    case 'schedules':
      return workOutcome(one)
    case 'drafts':
      return draftOutcome(one)
    case 'documents':
      return { code: 'stays' }
  }
}

const isOver = (becoming: Becoming | undefined): becoming is Becoming & { after: null } => becoming?.after === null

function dossierOutcome({ look, old, next, thing, programme, becoming }: Case): Outcome {
  if (isOver(becoming)) return { code: 'stops', unit: look.name(thing.unitId).name }
  if (!programme) return { code: 'stays' }
  const [was, is] = [actingOn(old, thing.unitId, programme), actingOn(next, thing.unitId, programme)]
  if (!was?.commune || !is?.commune) return { code: 'stays' }
  const [from, to] = [bodyNamed(old, was.commune, 'committee'), bodyNamed(next, is.commune, 'committee')]
  return from === to && was.commune === is.commune ? { code: 'stays' } : { code: 'handled_by', from, to }
}

function titleOutcome({ look, old, next, thing, programme, becoming }: Case): Outcome {
  if (isOver(becoming)) return endedUnder(look, becoming)
  if (!programme) return { code: 'stays' }
  const [was, is] = [actingOn(old, thing.unitId, programme), actingOn(next, thing.unitId, programme)]
  const holder = is?.decision
  if (!holder?.unitId) return { code: 'stays' }
  const keeper = bodyNamed(next, holder.unitId, holder.body)
  const same = was?.decision.unitId === holder.unitId && bodyNamed(old, holder.unitId, holder.body) === keeper
  return same ? { code: 'kept', keeper } : { code: 'kept_by', granted: thing.about ?? '', keeper }
}

function endedUnder(look: Look, { successors }: Becoming): Outcome {
  return successors.length === 0
    ? { code: 'counted_nowhere' }
    : { code: 'counted_under', into: listed(look, successors) }
}

function targetOutcome({ look, becoming }: Case): Outcome {
  if (isOver(becoming)) return endedUnder(look, becoming)
  return becoming?.mark === 'changed' ? { code: 'renamed', to: becoming.after?.name ?? '' } : { code: 'stays' }
}

function visitOutcome({ look, thing, becoming }: Case): Outcome {
  if (isOver(becoming)) return { code: 'stops', unit: look.name(thing.unitId).name }
  const team = look.byUnit.get(thing.otherId ?? '')
  return isOver(team) ? { code: 'team_ends', team: thing.about ?? '' } : { code: 'stays' }
}

function draftOutcome({ look, next, thing, becoming }: Case): Outcome {
  if (isOver(becoming)) return { code: 'sign_before', eve: formatDate(addDays(becoming.on, -1)) }
  const about = look.byUnit.get(thing.otherId ?? thing.unitId)
  const parentId = about?.after?.parentId
  if (about?.mark === 'changed') return { code: 'names_new', to: about.after?.name ?? '' }
  if (!parentId || (about.mark !== 'moved' && about.mark !== 'stays')) return { code: 'stays' }
  const kind = kindOf(look.kinds, next.tree.versions.get(parentId)?.at(-1)?.kind ?? '')
  return { code: 'names_new', to: kind ? committeeName(look.name(parentId).name, kind) : look.name(parentId).name }
}

/** Planned work of people: what ends with a unit, and whose assigner ends. */
function workOutcome({ look, kind, thing, becoming }: Case): Outcome {
  const unit = look.name(thing.unitId).name
  const over = isOver(becoming)
  const into = over ? listed(look, becoming.successors) : ''
  if (kind === 'schedules') return over ? { code: 'schedule_lapses', unit } : { code: 'schedule_again' }
  if (kind === 'delegations')
    return over ? { code: 'delegation_lapses', eve: formatDate(addDays(becoming.on, -1)) } : { code: 'stays' }
  if (kind === 'series') return over ? { code: 'series_lapses', unit, into } : { code: 'stays' }
  if (kind === 'meetings')
    return over && becoming.on <= (thing.day ?? '') ? { code: 'meeting_lapses', unit, into } : { code: 'stays' }
  if (over) return { code: 'assignment_lapses', unit, into }
  const by = look.byUnit.get(thing.otherId ?? '')
  return isOver(by)
    ? { code: 'assigner_ends', by: look.name(by.unitId).name, into: listed(look, by.successors) }
    : { code: 'stays' }
}
