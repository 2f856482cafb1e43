import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { newId } from '#platform/server/id.ts'
import type { Services } from '#platform/server/serve.ts'
import { fold, tidy } from '#shared/text.ts'
import { handedCode } from '../account.ts'

/** The first two people of an empty installation: one who keeps accounts, one who keeps the organisation. */
export type Beginning = { province: string; since: string; administrator: string; organiser: string }
export type FirstAccount = { username: string; name: string; code: string }

const first = [
  { username: 'quantri', role: 'administrator', title: 'Quản trị hệ thống', who: 'administrator' },
  { username: 'tochuc', role: 'organising_head', title: 'Trưởng ban Tổ chức Tỉnh ủy', who: 'organiser' },
] as const

/**
 * Makes the province, two people with their positions and accounts with codes to open them; null when the installation
 * has accounts already, as this is nobody’s way around the ordinary one.
 */
export async function beginInstallation({ db, auth }: Services, input: Beginning): Promise<FirstAccount[] | null> {
  const made = await db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(729460120)`.execute(tx)
    const known = await tx.selectFrom('position').select('id').limit(1).executeTakeFirst()
    if (known) return null
    const unitId = newId()
    const name = tidy(input.province)
    const valid = `[${input.since},)`
    await tx.insertInto('unit').values({ id: unitId }).execute()
    await tx
      .insertInto('unit_version')
      .values({ id: newId(), unit_id: unitId, name, name_folded: fold(name), kind: 'province', parent_id: null, valid })
      .execute()
    await sql`select rebuild_unit_closure()`.execute(tx)
    const people = first.map((one) => ({ ...one, personId: newId(), name: tidy(input[one.who]) }))
    await tx
      .insertInto('person')
      .values(people.map((one) => ({ id: one.personId, name: one.name, name_folded: fold(one.name) })))
      .execute()
    await tx
      .insertInto('position')
      .values(
        people.map(({ personId, role, title }) => ({
          id: newId(),
          person_id: personId,
          unit_id: unitId,
          role,
          title,
          valid,
        })),
      )
      .execute()
    return people
  })
  if (made === null) return null
  const accounts: FirstAccount[] = []
  for (const { username, name, personId } of made) {
    const code = handedCode(randomBytes(12))
    await auth.handOver(await auth.createAccount({ username, name, personId }), 'code', code)
    accounts.push({ username, name, code })
  }
  return accounts
}
