import type { Tx } from '#platform/server/database.ts'
import { record } from '#platform/server/journal.ts'
import { type Call, requirePerson } from '#platform/server/serve.ts'
import { Problem } from '#shared/problem.ts'
import type { SettingView } from '../contract.ts'
import { defaultDays, expiringKinds, standingKinds } from '../erasure.ts'
import { requestKinds } from '../request.ts'

type Code = SettingView['code']
const codes: readonly Code[] = [
  ...requestKinds.map((kind) => `request.${kind}` as const),
  ...expiringKinds.map((kind) => `keep.${kind}` as const),
  ...standingKinds.map((kind) => `keep.${kind}` as const),
]

/** What holds while nobody has set anything. */
function defaultOf(code: Code): number | null {
  const kind = [...expiringKinds, ...standingKinds].find((known) => code === `keep.${known}`)
  return kind === undefined ? null : defaultDays(kind)
}

/** Every duration, set or not. */
export async function listSettings(tx: Tx): Promise<SettingView[]> {
  const rows = await tx.selectFrom('data_setting').selectAll().execute()
  return codes.map((code) => {
    const set = rows.find((row) => row.code === code)
    return {
      code,
      days: set?.days ?? null,
      basis: set?.basis ?? '',
      default: defaultOf(code),
      version: set?.version ?? 0,
    }
  })
}

/** Days that hold today, by code; `null`: no clock, or kept. */
export async function daysInForce(tx: Tx): Promise<(code: Code) => number | null> {
  const settings = await listSettings(tx)
  return (code) => settings.find((setting) => setting.code === code)?.days ?? defaultOf(code)
}

/** Days that hold today; `null`: no clock, or kept. */
export async function daysOf(tx: Tx, code: Code): Promise<number | null> {
  return (await daysInForce(tx))(code)
}

export async function setSetting(
  call: Call,
  { code, days, basis, version }: { code: Code; days: number | null; basis: string; version: number },
): Promise<SettingView> {
  const setBy = requirePerson(call)
  const values = { days, basis, set_by: setBy, set_at: call.now, version: version + 1 }
  const { tx } = call
  const before = await tx
    .selectFrom('data_setting')
    .select(['days', 'basis', 'version'])
    .where('code', '=', code)
    .executeTakeFirst()
  if ((before?.version ?? 0) !== version) throw new Problem('stale_version')
  if (before)
    await tx.updateTable('data_setting').set(values).where('code', '=', code).where('version', '=', version).execute()
  else
    await tx
      .insertInto('data_setting')
      .values({ code, ...values })
      .execute()
  await record(call, {
    action: 'data_setting.set',
    objectType: 'data_setting',
    objectId: code,
    unitId: null,
    before: before && { days: before.days, basis: before.basis },
    after: { days, basis },
  })
  return { code, days, basis, default: defaultOf(code), version: version + 1 }
}
