import type { DossierState } from '#features/dossiers/dossier.ts'
import type { Session } from '#platform/web/session.ts'
import { type Level, leaders, organisers, standing } from '#shared/permission.ts'
import type { DraftRequest } from '../draftRequest.ts'

export type DraftType = DraftRequest['type']

const types: Record<DraftType, true> = {
  registrationList: true,
  selfAppraisalReport: true,
  proposal: true,
  appraisalMinutes: true,
  appraisalReport: true,
  recognitionDecision: true,
}
const typesAt: Partial<Record<Level, readonly DraftType[]>> = {
  cell: ['selfAppraisalReport'],
  commune: ['registrationList', 'proposal', 'recognitionDecision'],
  district: ['registrationList', 'recognitionDecision'],
  province: ['registrationList', 'recognitionDecision'],
}

/** What somebody's positions and seats may draft; the server decides on the document itself. */
export function draftableTypes({ positions, teams }: Session): DraftType[] {
  const drafters = [...standing, ...organisers]
  const own = positions.flatMap(({ level, role }) =>
    (level === 'cell' ? leaders : drafters).includes(role) ? (typesAt[level] ?? []) : [],
  )
  const team: DraftType[] = teams.length > 0 ? ['appraisalMinutes', 'appraisalReport'] : []
  const all = [...own, ...team]
  return Object.keys(types).flatMap((type) => all.find((one) => one === type) ?? [])
}

/** The unit in whose name a list of registrations is drafted. */
export const listingUnit = ({ positions }: Session): string | null =>
  positions.find(
    ({ level, role }) => typesAt[level]?.includes('registrationList') && [...standing, ...organisers].includes(role),
  )?.unitId ?? null

/** The steps of a dossier at which a paper is drafted. */
export const statesFor: Record<DraftType, readonly DossierState[]> = {
  registrationList: ['registered', 'building', 'self_appraisal', 'commune_review', 'appraisal', 'opinion', 'decision'],
  selfAppraisalReport: ['self_appraisal', 'commune_review', 'appraisal', 'opinion', 'decision'],
  proposal: ['commune_review', 'appraisal', 'opinion', 'decision'],
  appraisalMinutes: ['appraisal', 'opinion', 'decision'],
  appraisalReport: ['appraisal', 'opinion', 'decision'],
  recognitionDecision: ['opinion', 'decision'],
}
