import type { Tone } from '#platform/web/StateChip.tsx'
import type { DossierState } from '../dossier.ts'
import type { Forecast } from '../path.ts'

export const stateTone: Record<DossierState, Tone> = {
  draft: 'neutral',
  registered: 'slate',
  building: 'slate',
  self_appraisal: 'slate',
  commune_review: 'slate',
  appraisal: 'slate',
  opinion: 'slate',
  decision: 'slate',
  recognised: 'gold',
  not_recognised: 'late',
  withdrawn: 'neutral',
}

export const forecastTone: Record<Forecast, Tone> = {
  reached: 'gold',
  on_track: 'met',
  at_risk: 'warn',
  late: 'late',
  unknown: 'neutral',
  not_reached: 'neutral',
}
