import type pg from 'pg'

/** An account as administrators see it; its password is nowhere. */
export type Account = {
  id: string
  username: string
  personId: string | null
  /** A link or a code was handed over and has not been used yet. */
  mustChangePassword: boolean
  withdrawn: boolean
}
export type Passkey = { id: string; name: string | null; madeAt: Date | null }
/** The ways in of one account. */
export type WaysIn = {
  password: boolean
  twoFactor: boolean
  passkeys: Passkey[]
  /** Linked with the province's own login. */
  province: boolean
}

const columns = `id, coalesce("displayUsername", username) as username, "personId",
  coalesce("mustChangePassword", false) as "mustChangePassword", coalesce(withdrawn, false) as withdrawn`

/** What the sign-in library has no calls for: accounts by person, ways in, withdrawal. */
export function accountStore(pool: pg.Pool, hash: (password: string) => Promise<string>, tell: () => void) {
  const inTransaction = async (run: (client: pg.PoolClient) => Promise<void>) => {
    const client = await pool.connect()
    try {
      await client.query('begin')
      await run(client)
      await client.query('commit')
      tell()
    } catch (error) {
      await client.query('rollback')
      throw error
    } finally {
      client.release()
    }
  }
  const find = async (where: string, value: string): Promise<Account | null> => {
    const { rows } = await pool.query<Account>(`select ${columns} from "user" where ${where} = $1`, [value])
    return rows[0] ?? null
  }
  /** No way in is left, every device is signed out and unknown again. */
  const closeAccount = async (client: pg.PoolClient, accountId: string) => {
    for (const table of ['session', 'account', 'passkey', '"twoFactor"'])
      await client.query(`delete from ${table} where "userId" = $1`, [accountId])
    for (const table of ['known_device', 'enrolment', 'used_code'])
      await client.query(`delete from ${table} where account_id = $1`, [accountId])
    await client.query('update "user" set "twoFactorEnabled" = false where id = $1', [accountId])
  }
  const savePassword = async (client: pg.PoolClient, accountId: string, password: string) => {
    await client.query(`delete from account where "userId" = $1 and "providerId" = 'credential'`, [accountId])
    await client.query(
      `insert into account (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt")
       values (gen_random_uuid()::text, $1, 'credential', $1, $2, now(), now())`,
      [accountId, await hash(password)],
    )
    await client.query('update "user" set "mustChangePassword" = false where id = $1', [accountId])
  }
  return {
    findAccount: (accountId: string) => find('id', accountId),
    findAccountNamed: (username: string) => find('username', username.toLowerCase()),
    async listAccounts(personIds: readonly string[]): Promise<Account[]> {
      const { rows } = await pool.query<Account>(`select ${columns} from "user" where "personId" = any($1)`, [
        [...personIds],
      ])
      return rows
    },
    async findPasswordHash(accountId: string): Promise<string | null> {
      const { rows } = await pool.query<{ password: string | null }>(
        `select password from account where "userId" = $1 and "providerId" = 'credential'`,
        [accountId],
      )
      return rows[0]?.password ?? null
    },
    setPassword: (accountId: string, password: string) =>
      inTransaction((client) => savePassword(client, accountId, password)),
    async setUsername(accountId: string, username: string): Promise<void> {
      await pool.query('update "user" set username = $2, "displayUsername" = $3 where id = $1', [
        accountId,
        username.toLowerCase(),
        username,
      ])
    },
    /** Waits for a link or a code to be used: every way in is closed, a withdrawn account opens again. */
    awaitEnrolment: (accountId: string) =>
      inTransaction(async (client) => {
        await closeAccount(client, accountId)
        await client.query('update "user" set "mustChangePassword" = true, withdrawn = false where id = $1', [
          accountId,
        ])
      }),
    /** A passkey has taken the place of what was handed over. */
    async settleAccount(accountId: string): Promise<void> {
      await pool.query('update "user" set "mustChangePassword" = false where id = $1', [accountId])
    },
    /** No way in is left; the account's name stays taken. */
    withdrawAccount: (accountId: string) =>
      inTransaction(async (client) => {
        await closeAccount(client, accountId)
        await client.query('update "user" set withdrawn = true where id = $1', [accountId])
      }),
    async listWaysIn(accountId: string): Promise<WaysIn> {
      const [user, ways, passkeys] = await Promise.all([
        pool.query<{ on: boolean }>('select coalesce("twoFactorEnabled", false) as on from "user" where id = $1', [
          accountId,
        ]),
        pool.query<{ way: string }>('select "providerId" as way from account where "userId" = $1', [accountId]),
        pool.query<Passkey>(
          'select id, name, "createdAt" as "madeAt" from passkey where "userId" = $1 order by "createdAt", id',
          [accountId],
        ),
      ])
      const known = new Set(ways.rows.map(({ way }) => way))
      return {
        password: known.has('credential'),
        twoFactor: user.rows[0]?.on ?? false,
        passkeys: passkeys.rows,
        province: known.has('province'),
      }
    },
    async renamePasskey(accountId: string, id: string, name: string): Promise<boolean> {
      const { rowCount } = await pool.query('update passkey set name = $3 where "userId" = $1 and id = $2', [
        accountId,
        id,
        name,
      ])
      return rowCount === 1
    },
    async removePasskey(accountId: string, id: string): Promise<boolean> {
      const { rowCount } = await pool.query('delete from passkey where "userId" = $1 and id = $2', [accountId, id])
      return rowCount === 1
    },
    async removeTwoFactor(accountId: string): Promise<void> {
      await pool.query('delete from "twoFactor" where "userId" = $1', [accountId])
      await pool.query('update "user" set "twoFactorEnabled" = false where id = $1', [accountId])
    },
    /** The subject under which the province's own login knows somebody; null unlinks. False: it is another account's. */
    async linkProvince(accountId: string, subject: string | null): Promise<boolean> {
      const { rowCount } = await pool.query(
        `select from account where "providerId" = 'province' and "accountId" = $1 and "userId" <> $2`,
        [subject, accountId],
      )
      if (rowCount !== 0) return false
      await pool.query(`delete from account where "userId" = $1 and "providerId" = 'province'`, [accountId])
      if (subject === null) return true
      await pool.query(
        `insert into account (id, "accountId", "providerId", "userId", "createdAt", "updatedAt")
         values (gen_random_uuid()::text, $2, 'province', $1, now(), now())`,
        [accountId, subject],
      )
      return true
    },
  }
}
export type AccountStore = ReturnType<typeof accountStore>
