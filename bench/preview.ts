/** How long it takes to look at a plan of that size before it is applied: figures, lists, people to tell, one page each. */
import { sql } from 'kysely'
import { asActor, nobody } from '#platform/server/actor.ts'
import type { Auth } from '#platform/server/auth.ts'
import { systemClock } from '#platform/server/clock.ts'
import type { Database } from '#platform/server/database.ts'
import { idOf } from '#platform/server/id.ts'
import { readSettings } from '#platform/server/settings.ts'
import type { Call } from '#platform/server/serve.ts'
import { emptySettings } from '#features/programmes/programme.ts'
import type { PlanFile } from '#features/reorganisations/planFile.ts'
import { listAffected } from '#features/reorganisations/server/affected.ts'
import { openLook } from '#features/reorganisations/server/look.ts'
import { listPeople } from '#features/reorganisations/server/peopleToTell.ts'
import { listBecomings, showPreview } from '#features/reorganisations/server/preview.ts'

const LIMIT_SECONDS = 2

type Of = { db: Database; auth: Auth; rootIds: readonly string[]; plan: PlanFile; programmeId: string }

export async function timePreview({ db, auth, rootIds, plan, programmeId }: Of): Promise<boolean> {
  const planId = idOf('plan')
  await fillWork(db, programmeId)
  await sql`insert into reorganisation_plan (id, unit_id, title, effective_on, state, content)
    values (${planId}, ${rootIds[0]}, 'Bench', ${plan.effective}, 'draft', ${JSON.stringify(plan)})`.execute(db)
  await sql`vacuum analyze`.execute(db)
  const actor = { ...nobody(null, 'vi'), accountId: planId, units: rootIds }
  const services = { db, auth, clock: systemClock, settings: readSettings({}) }
  const page = { limit: 50 }
  const ways: Record<string, (call: Call) => Promise<unknown>> = {
    'con số': (call) => showPreview(call, planId),
    'đơn vị': async (call) => listBecomings(await openLook(call, planId), page),
    'danh hiệu': async (call) => listAffected(call, await openLook(call, planId), { kind: 'titles', ...page }),
    'văn bản': async (call) => listAffected(call, await openLook(call, planId), { kind: 'documents', ...page }),
    'người cần báo': async (call) => listPeople(call, await openLook(call, planId), page),
  }
  const slow: number[] = []
  for (const [name, look] of Object.entries(ways)) {
    const start = performance.now()
    const seen = await asActor(db, actor, systemClock, 'read', (tx) =>
      look({ tx, actor, now: new Date(), today: systemClock.today(), language: 'vi', services }),
    )
    const seconds = (performance.now() - start) / 1000
    slow.push(seconds)
    console.info(
      `xem trước, ${name}: ${seconds.toFixed(2)} s (≤ ${LIMIT_SECONDS}); ${JSON.stringify(seen).slice(0, 400)}`,
    )
  }
  return slow.every((seconds) => seconds <= LIMIT_SECONDS)
}

/** On every cell people, a dossier under way and ten documents. */
async function fillWork(db: Database, programmeId: string): Promise<void> {
  await sql`update programme set settings = ${JSON.stringify(emptySettings)}`.execute(db)
  await sql`insert into rule_set (id, code, revision, title, content)
    select ${programmeId}, 'bench', 1, 'Bench', '{}'`.execute(db)
  await sql`insert into person (id, name, name_folded)
    select md5('person' || v.unit_id || n)::uuid, 'Người ' || n, 'nguoi' from unit_version v, generate_series(1, 5) n
    where v.kind <> 'group'`.execute(db)
  await sql`insert into position (id, person_id, unit_id, role, title, valid)
    select gen_random_uuid(), md5('person' || v.unit_id || n)::uuid, v.unit_id, 'member', 'Ủy viên', '[2020-02-01,)'
    from unit_version v, generate_series(1, 5) n where v.kind <> 'group'`.execute(db)
  await sql`insert into dossier (unit_id, id, programme_id, rule_set_id, year, state, registered_on)
    select unit_id, gen_random_uuid(), ${programmeId}, ${programmeId}, 2025, 'building', '2025-02-01' from unit_version
    where kind = 'hamlet_cell'`.execute(db)
  await sql`insert into official_document (unit_id, id, type, type_code, body, body_code, subject, about_unit_id, state, content)
    select v.parent_id, gen_random_uuid(), 'proposal', 'TTr', 'committee', 'ĐU', 'Tờ trình ' || n, v.unit_id, 'draft', '{}'
    from unit_version v, generate_series(1, 10) n where v.kind = 'hamlet_cell'`.execute(db)
}
