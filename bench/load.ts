/** Processes that are measured, people who are signed in to them, and how many requests a second they answer. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import autocannon from 'autocannon'
import { sql } from 'kysely'
import type { Auth } from '#platform/server/auth.ts'
import type { Database } from '#platform/server/database.ts'
import { cellOf25, idFor } from './meetingData.ts'

const PASSWORD = 'một mật khẩu dài cho phép đo'
export const CONNECTIONS = 16
export const SECONDS = Number(process.env['SECONDS'] ?? 4)

/** Somebody of the province, and a secretary for each connection. */
export async function seat(db: Database, auth: Auth): Promise<void> {
  const seats = [
    { username: 'tinh', unit: idFor('province', 0), role: 'organising_head' },
    ...Array.from({ length: CONNECTIONS }, (_, at) => ({
      username: `bithu${at}`,
      unit: idFor('cell', cellOf25(at)),
      role: 'secretary',
    })),
  ]
  for (const { username, unit, role } of seats) {
    const person = randomUUID()
    await sql`insert into person (id, name, name_folded) values (${person}, ${username}, ${username})`.execute(db)
    await sql`insert into position (id, person_id, unit_id, role, title, valid)
      values (gen_random_uuid(), ${person}, ${unit}, ${role}, ${role}, '[2000-01-01,)')`.execute(db)
    await auth.createAccount({ username, password: PASSWORD, name: username, personId: person })
  }
}

export async function listening(
  file: string,
  env: Record<string, string>,
): Promise<{ address: string; child: ChildProcess }> {
  const child = spawn(process.execPath, [file], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  const address = await new Promise<string>((found, fail) => {
    let said = ''
    const listen = (chunk: Buffer) => {
      said += chunk.toString()
      const match = /Vững Mạnh: (http:\S+)/u.exec(said)
      if (match?.[1]) found(match[1].replace('localhost', '127.0.0.1'))
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.once('exit', (code) => fail(new Error(`${file} ended with ${code}: ${said}`)))
  })
  return { address, child }
}

export async function cookieOf(address: string, username: string): Promise<string> {
  const response = await fetch(`${address}/api/auth/sign-in/username`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: address },
    body: JSON.stringify({ username, password: PASSWORD }),
  })
  if (!response.ok) throw new Error(`${username}: ${await response.text()}`)
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

/** Requests a second over some seconds; anything but an answer ends the measuring. */
export async function load(
  url: string,
  requests: autocannon.Request[],
  setupClient?: (client: autocannon.Client) => void,
): Promise<number> {
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: SECONDS,
    requests,
    ...(setupClient ? { setupClient } : {}),
  })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} refused, ${result.errors} failed`)
  return result.requests.average
}

/** The statements alone, through pgbench where the machine has it. */
export function throughPgbench(url: string, file: string): number | null {
  const run = spawnSync(
    'pgbench',
    ['-n', '-M', 'prepared', '-c', String(CONNECTIONS), '-j', '1', '-T', String(SECONDS), '-f', file, url],
    { encoding: 'utf8' },
  )
  const found = /tps = ([\d.]+)/u.exec(run.stdout ?? '')
  return run.status === 0 && found ? Number(found[1]) : null
}

export const literal = (value: unknown): string =>
  value === null
    ? 'null'
    : Array.isArray(value)
      ? `'{${value.join(',')}}'`
      : typeof value === 'number'
        ? String(value)
        : `'${JSON.stringify(value).replace(/^"|"$/gu, '')}'`
