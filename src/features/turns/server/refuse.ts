import { type Refuse, refuser } from '#shared/refusal.ts'
import { refusals, type TurnRefusal } from '../refusal.ts'

export const refuse: Refuse<TurnRefusal> = refuser(refusals)
