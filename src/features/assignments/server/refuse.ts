import { type Refuse, refuser } from '#shared/refusal.ts'
import type { AssignmentRefusal } from '../assignment.ts'
import { refusals } from '../refusal.ts'

export const refuse: Refuse<AssignmentRefusal> = refuser(refusals)
