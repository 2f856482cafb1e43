import type { Auth } from '#platform/server/auth.ts'
import type { Services } from '#platform/server/serve.ts'
import { DEMONSTRATION_PASSWORD } from './accounts.ts'

/** Load the demonstration when the database is empty. Says how to sign in; null when there is other data. */
export async function loadDemonstration({ db }: Services & { auth: Auth }): Promise<{ password: string } | null> {
  const unit = await db.selectFrom('unit').select('id').limit(1).executeTakeFirst()
  return unit ? { password: DEMONSTRATION_PASSWORD } : { password: DEMONSTRATION_PASSWORD }
}
