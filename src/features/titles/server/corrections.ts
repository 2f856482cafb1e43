import { sql } from 'kysely'
import { Problem } from '#shared/problem.ts'
import { record } from '#platform/server/journal.ts'
import { type Call, requirePerson } from '#platform/server/serve.ts'
import type { Correctable, TitleView } from '../contract.ts'
import { authorityOver } from './authority.ts'
import { showTitle } from './queries.ts'
import { refuse } from './refuse.ts'
import { getTitleRow, programmeOf } from './titleRow.ts'

type Change = { [Name in keyof Correctable]?: Correctable[Name] | undefined }
type CorrectionRequest = { titleId: string; id: string; version: number; reason: string; change: Change }

/** Corrects what was typed wrong about a title: by the body that may correct it, with the reason, keeping what it said before. */
export async function correctTitle(call: Call, request: CorrectionRequest): Promise<TitleView> {
  const personId = requirePerson(call)
  const { tx, today } = call
  const { titleId, id, reason } = request
  const known = await tx.selectFrom('correction').select('object_id').where('id', '=', id).executeTakeFirst()
  if (known && known.object_id !== titleId) throw new Problem('conflict', { reason: 'id_used' })
  if (known) return showTitle(call, titleId)
  const title = await getTitleRow(tx, titleId, true)
  if (title.version !== request.version) throw new Problem('stale_version', { data: { version: title.version } })
  const { unitId: cellId, grantedBy } = title
  const authority = await authorityOver(call, { cellId, grantedBy, programme: await programmeOf(tx, title) })
  if (!authority.partsFor.correct.includes('decision_body')) throw refuse('forbidden', 'not_your_part')
  if (authority.belongsToCell) throw refuse('forbidden', 'belongs_to_cell')
  const names = ['decisionNumber', 'decisionDate', 'recognisedOn', 'grantedBody'] as const
  const changed = names.filter((name) => request.change[name] !== undefined && request.change[name] !== title[name])
  if (changed.length === 0) throw refuse('invalid', 'nothing_changed', '/change')
  const after = { ...title, ...definedOf(request.change) }
  if (after.recognisedOn > today || after.decisionDate > today) throw refuse('invalid', 'in_the_future', '/change')
  const pick = (from: Correctable) => Object.fromEntries(changed.map((name) => [name, from[name]]))
  const words = { reason, before: pick(title), after: pick(after) }
  await tx
    .insertInto('correction')
    .values({
      unit_id: title.unitId,
      id,
      object_type: 'title',
      object_id: titleId,
      reason,
      before: JSON.stringify(words.before),
      after: JSON.stringify(words.after),
      person_id: personId,
      at: sql<Date>`clock_timestamp()`,
    })
    .execute()
  await sql`select set_config('app.correction', ${id}, true)`.execute(tx)
  await tx
    .updateTable('title')
    .set({
      decision_number: after.decisionNumber,
      decision_date: after.decisionDate,
      recognised_on: after.recognisedOn,
      granted_body: after.grantedBody,
      version: title.version + 1,
    })
    .where('unit_id', '=', title.unitId)
    .where('id', '=', titleId)
    .where('version', '=', title.version)
    .execute()
  await record(call, {
    action: 'title.corrected',
    objectType: 'title',
    objectId: titleId,
    unitId: title.unitId,
    before: words.before,
    after: { ...words.after, reason },
  })
  return showTitle(call, titleId)
}

/** What was really given: a change left out is no change. */
function definedOf(change: Change): Partial<Correctable> {
  return {
    ...(change.decisionNumber === undefined ? {} : { decisionNumber: change.decisionNumber }),
    ...(change.decisionDate === undefined ? {} : { decisionDate: change.decisionDate }),
    ...(change.recognisedOn === undefined ? {} : { recognisedOn: change.recognisedOn }),
    ...(change.grantedBody === undefined ? {} : { grantedBody: change.grantedBody }),
  }
}
