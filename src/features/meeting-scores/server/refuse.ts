import { type Refuse, refuser } from '#shared/refusal.ts'
import { refusals, type ScoreRefusal } from '../level.ts'

export const refuse: Refuse<ScoreRefusal> = refuser(refusals)
