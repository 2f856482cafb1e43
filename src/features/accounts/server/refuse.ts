import { type Refuse, refuser } from '#shared/refusal.ts'
import type { AccountRefusal } from '../account.ts'
import { refusals } from '../refusal.ts'

export const refuse: Refuse<AccountRefusal> = refuser(refusals)
