import type { Language } from '#shared/problem.ts'
import type { ObstacleView } from '../dossierView.ts'
import { en, vi } from '../messages.ts'
import type { Obstacle } from '../obstacles.ts'
import type { LoadedDossier } from './facts.ts'

/** An obstacle as the reader is told it: the words with the name of the thing, and the place to mend it. */
export function tellObstacle({ row, facts }: LoadedDossier, obstacle: Obstacle, language: Language): ObstacleView {
  const words = (language === 'en' ? en : vi).obstacles[obstacle.code]
  const { target } = obstacle
  const place = 'code' in target ? `${target.kind}-${target.code}` : target.kind
  return { ...obstacle, text: `${words}${named(obstacle, facts)}`, to: `/dossiers/${row.id}#${place}` }
}

function named({ target, params }: Obstacle, { ruleSet }: LoadedDossier['facts']): string {
  if (target.kind === 'document') return `: ${params['label'] ?? target.code}`
  if (target.kind === 'vote' && 'inFavour' in params) return `: ${params['inFavour']}/${params['of']}`
  if (target.kind !== 'item') return ''
  const label = ruleSet.items.find(({ code }) => code === target.code)?.label ?? ''
  return label === '' ? `: ${target.code}` : `: ${target.code}. ${label}`
}
