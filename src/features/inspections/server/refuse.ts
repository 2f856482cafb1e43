import { type Refuse, refuser } from '#shared/refusal.ts'
import { refusals, type InspectionRefusal } from '../refusal.ts'

export const refuse: Refuse<InspectionRefusal> = refuser(refusals)
