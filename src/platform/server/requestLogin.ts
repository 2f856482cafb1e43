import { createHmac } from 'node:crypto'
import pg from 'pg'

/**
 * The database's address for requests: a login of its own that owns nothing, may do nothing by itself, and can only take
 * on the roles `vung_manh_app`, `vung_manh_figures` and `vung_manh_public`, behind row-level security. The owner's address serves migrations, jobs and the command line.
 */
export async function requestUrl(ownerUrl: string, secret: string): Promise<string> {
  const url = new URL(ownerUrl)
  const role = `${decodeURIComponent(url.pathname.slice(1))}_login`
  url.username = role
  // Every process that knows the secret comes to the same password: none is kept anywhere.
  url.password = createHmac('sha256', secret).update(`request login ${role}`).digest('base64url')
  if (!(await canSignIn(url.href))) await keepLogin(ownerUrl, role, url.password)
  return url.href
}

async function canSignIn(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    const { rows } = await client.query<{ member: boolean }>(
      `select pg_has_role('vung_manh_app', 'member') and pg_has_role('vung_manh_figures', 'member')
        and pg_has_role('vung_manh_public', 'member') as member`,
    )
    return rows[0]?.member ?? false
  } catch (error) {
    // 28…: no such login, or another password.
    if (error instanceof pg.DatabaseError && error.code?.startsWith('28') === true) return false
    throw error
  } finally {
    await client.end()
  }
}

/** Processes that start together make it one after another. */
const LOCK = 729_460_120

async function keepLogin(ownerUrl: string, role: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock($1)', [LOCK])
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
    const verb = rowCount === 0 ? 'create' : 'alter'
    await client.query(
      `${verb} role ${client.escapeIdentifier(role)} login noinherit password ${client.escapeLiteral(password)}`,
    )
    await client.query(`grant vung_manh_app, vung_manh_figures, vung_manh_public to ${client.escapeIdentifier(role)}`)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(
      `Không lập được tài khoản cơ sở dữ liệu "${role}" cho các yêu cầu. Chủ cơ sở dữ liệu cần quyền createrole, hoặc đặt REQUEST_DATABASE_URL (deploy/README.md).`,
      { cause: error },
    )
  } finally {
    await client.end()
  }
}
