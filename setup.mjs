// Run by npm before `start`, `test` and the others, with whatever Node the machine has: installs what is missing.
// Plain JavaScript, no dependency: nothing is installed yet when it runs for the first time.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const root = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname)
const wanted = process.argv[2] ?? 'install'
const windows = process.platform === 'win32'

function run(command, args, options = {}) {
  // What is printed here goes to standard error: standard output belongs to the command that was asked for.
  const done = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell: windows, ...options })
  if (done.status !== 0) {
    console.error(`\nDừng lại ở: ${command} ${args.join(' ')}`)
    process.exit(done.status ?? 1)
  }
}

function installPackages() {
  const lock = readFileSync(path.join(root, 'package-lock.json'), 'utf8')
  const stamp = path.join(root, 'node_modules', '.installed-lock')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  console.error('Đang cài các gói cần thiết…')
  // Not `npm ci`: it refuses a lock without the optional packages of other platforms, which a registry may not carry.
  run('npm', ['install', '--no-save', '--no-fund', '--no-audit', '--loglevel=error'])
  writeFileSync(stamp, lock)
}

function newestUnder(folder) {
  if (!existsSync(folder)) return 0
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce(
      (newest, entry) => Math.max(newest, statSync(path.join(entry.parentPath ?? entry.path, entry.name)).mtimeMs),
      0,
    )
}

function buildWeb() {
  const built = path.join(root, 'dist', 'web', 'index.html')
  const sources = Math.max(
    newestUnder(path.join(root, 'src')),
    newestUnder(path.join(root, 'public')),
    ...['index.html', 'vite.config.ts', 'package-lock.json'].map((file) => statSync(path.join(root, file)).mtimeMs),
  )
  if (existsSync(built) && statSync(built).mtimeMs > sources) return
  console.error('Đang dựng giao diện…')
  run(
    process.execPath.includes('node_modules')
      ? process.execPath
      : path.join(root, 'node_modules', '.bin', windows ? 'node.cmd' : 'node'),
    [path.join('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'],
  )
}

function browser() {
  return [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
    (file) => file && existsSync(file),
  )
}

function installBrowser() {
  if (browser()) return
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.error('Đang cài trình duyệt Chromium để kiểm thử…')
    run('apt-get', ['update', '-qq'])
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    return
  }
  console.error(
    'Kiểm thử cần trình duyệt Chromium. Hãy cài gói "chromium" của hệ điều hành, hoặc đặt biến CHROMIUM là đường dẫn tới trình duyệt.',
  )
  process.exit(1)
}

installPackages()
if (wanted === 'build' || wanted === 'test') buildWeb()
if (wanted === 'test') installBrowser()
