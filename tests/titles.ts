import { newId } from '#platform/server/id.ts'
import { sql } from 'kysely'
import type { Answer, TestApp, TestClock } from './database.ts'
import { communeTeamId, Dossier, districtTeamId } from './dossiers.ts'
import { unitId } from './people.ts'

/** Dossiers that wait for their decision, and the decision as its body sends it. */

/** Terms of the committees that issue in these tests. */
export async function seedTerms({ db }: TestApp): Promise<void> {
  const terms = [
    ['giong-trom', '[2020-08-01,2025-07-01)'],
    ['my-thanh', '[2020-05-01,2025-07-01)'],
    ['luong-phu', '[2025-07-01,2030-07-01)'],
    ['cai-chot', '[2020-01-01,2030-07-01)'],
  ] as const
  await db
    .insertInto('committee_term')
    .values(terms.map(([unit, valid]) => ({ id: newId(), unit_id: unitId(unit), label: 'Nhiệm kỳ', valid })))
    .execute()
}

/** In the district era: registered in February, reported and agreed in June, waiting for the district's decision. */
export async function waitForDistrict(app: TestApp, clock: TestClock, cell = 'cai-chot'): Promise<Dossier> {
  const dossier = new Dossier(app, cell)
  const secretary = cell === 'ben-do' ? 'bithu.bendo' : 'bithu.caichot'
  clock.setTo('2022-02-01')
  await dossier.prepare(secretary, 'tochuc.mythanh', 2022)
  clock.setTo('2022-05-10')
  await dossier.propose(secretary, 'tochuc.mythanh')
  clock.setTo('2022-06-01')
  await dossier.appraise(districtTeamId, ['tochuc.giongtrom', 'thamdinh.mot'])
  await dossier.take('tochuc.giongtrom', 'report_appraisal', { data: { summary: 'Đủ điều kiện đề nghị công nhận' } })
  clock.setTo('2022-06-10')
  await dossier.done('thuongtruc.giongtrom', 'agree', { note: 'Thống nhất' })
  clock.setTo('2022-06-20')
  return dossier
}

/** With two levels: everything in the commune, waiting for its standing committee. */
export async function waitForCommune(app: TestApp, clock: TestClock): Promise<Dossier> {
  const dossier = new Dossier(app, 'ben-do')
  clock.setTo('2025-08-01')
  await dossier.prepare('bithu.bendo', 'uyvien.mythanh', 2025)
  await dossier.propose('bithu.bendo', 'uyvien.mythanh')
  await dossier.appraise(communeTeamId, ['tochuc.mythanh', 'thamdinh.mot'])
  await dossier.take('tochuc.mythanh', 'report_appraisal', { data: { summary: 'Đạt' } })
  return dossier
}

export type RecognitionIds = { documentId: string; stepId: string; titleId: string; certificateId: string }
export const newIds = (): RecognitionIds => ({
  documentId: newId(),
  stepId: newId(),
  titleId: newId(),
  certificateId: newId(),
})

/** Signs the recognition of one cell through HTTP. */
export async function recognise(
  dossier: Dossier,
  username: string,
  ids: RecognitionIds = newIds(),
  headers: Record<string, string> = {},
): Promise<Answer> {
  const { documentId, ...own } = ids
  const caller = await dossier.as(username)
  return caller.post(
    '/recognitions',
    { documentId, dossiers: [{ dossierId: dossier.id, version: dossier.version, ...own }] },
    headers,
  )
}

export async function lastNumber({ db }: TestApp, unit: string): Promise<number> {
  const row = await db
    .selectFrom('document_counter')
    .select(sql<number>`max(last)`.as('last'))
    .where('unit_id', '=', unitId(unit))
    .executeTakeFirst()
  return row?.last ?? 0
}
