import type pg from 'pg'

/** An account as administrators see it; its password is nowhere. */
export type Account = {
  id: string
  username: string
  personId: string | null
  /** The password was handed over by somebody else and must be changed before anything is done. */
  mustChangePassword: boolean
  withdrawn: boolean
}

const columns = `id, coalesce("displayUsername", username) as username, "personId",
  coalesce("mustChangePassword", false) as "mustChangePassword", coalesce(withdrawn, false) as withdrawn`

/** What the sign-in library has no calls for: accounts by person, one-time passwords, withdrawal. */
export function accountStore(pool: pg.Pool, hash: (password: string) => Promise<string>) {
  const inTransaction = async (run: (client: pg.PoolClient) => Promise<void>) => {
    const client = await pool.connect()
    try {
      await client.query('begin')
      await run(client)
      await client.query('commit')
    } catch (error) {
      await client.query('rollback')
      throw error
    } finally {
      client.release()
    }
  }
  const forget = async (client: pg.PoolClient, accountId: string) => {
    await client.query('delete from session where "userId" = $1', [accountId])
    await client.query('delete from account where "userId" = $1', [accountId])
  }
  return {
    async findAccount(accountId: string): Promise<Account | null> {
      const { rows } = await pool.query<Account>(`select ${columns} from "user" where id = $1`, [accountId])
      return rows[0] ?? null
    },
    async findAccountNamed(username: string): Promise<Account | null> {
      const { rows } = await pool.query<Account>(`select ${columns} from "user" where username = $1`, [
        username.toLowerCase(),
      ])
      return rows[0] ?? null
    },
    async listAccounts(personIds: readonly string[]): Promise<Account[]> {
      const { rows } = await pool.query<Account>(`select ${columns} from "user" where "personId" = any($1)`, [
        [...personIds],
      ])
      return rows
    },
    /** A password to be changed at the next sign-in; every device is signed out, a withdrawn account opens again. */
    setOneTimePassword: (accountId: string, password: string) =>
      inTransaction(async (client) => {
        await forget(client, accountId)
        await client.query(
          `insert into account (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt")
           values (gen_random_uuid()::text, $1, 'credential', $1, $2, now(), now())`,
          [accountId, await hash(password)],
        )
        await client.query('update "user" set "mustChangePassword" = true, withdrawn = false where id = $1', [
          accountId,
        ])
      }),
    /** No way in is left, every device is signed out; the account's name stays taken. */
    withdrawAccount: (accountId: string) =>
      inTransaction(async (client) => {
        await forget(client, accountId)
        await client.query('update "user" set withdrawn = true where id = $1', [accountId])
      }),
  }
}
export type AccountStore = ReturnType<typeof accountStore>
