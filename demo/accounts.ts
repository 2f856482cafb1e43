import { readFile } from 'node:fs/promises'
import { z } from 'zod'

/** The one password of all invented accounts: shown on the sign-in page, in demonstration mode only. */
export const DEMONSTRATION_PASSWORD = 'vung-manh-2025'

const Account = z.object({
  username: z.string(),
  personId: z.string(),
  name: z.string(),
  title: z.string(),
  unitName: z.string(),
  comesFor: z.string(),
})
export type DemonstrationAccount = z.infer<typeof Account>

/** The accounts of `accounts.json`, one for each part in the work. */
export async function readDemonstrationAccounts(): Promise<{ password: string; accounts: DemonstrationAccount[] }> {
  const text = await readFile(new URL('./accounts.json', import.meta.url), 'utf8')
  return { password: DEMONSTRATION_PASSWORD, accounts: z.array(Account).parse(JSON.parse(text)) }
}
