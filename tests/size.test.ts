import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

/** What a page may cost before it can be used, in bytes of gzipped JavaScript: an old phone on a village network. */
const LIMIT = 200_000

type Chunk = { file: string; imports?: string[]; isEntry?: boolean; src?: string }
type Manifest = Record<string, Chunk>

/** Every script that must arrive before these chunks can run. */
function scriptsOf(manifest: Manifest, keys: readonly string[], seen = new Set<string>()): Set<string> {
  for (const key of keys) {
    const chunk = manifest[key]
    if (!chunk || seen.has(chunk.file)) continue
    seen.add(chunk.file)
    scriptsOf(manifest, chunk.imports ?? [], seen)
  }
  return seen
}

const isManifest = (value: unknown): value is Manifest => typeof value === 'object' && value !== null

describe('the first load of a page', () => {
  let folder = ''
  let manifest: Manifest = {}

  beforeAll(async () => {
    // Vitest's own mode would build React's development version.
    vi.stubEnv('NODE_ENV', 'production')
    folder = await mkdtemp(path.join(tmpdir(), 'vung-manh-size-'))
    await build({ logLevel: 'error', build: { outDir: folder, emptyOutDir: true } })
    const parsed: unknown = JSON.parse(await readFile(path.join(folder, '.vite/manifest.json'), 'utf8'))
    if (!isManifest(parsed)) throw new Error('Vite wrote no manifest')
    manifest = parsed
  }, 60_000)

  afterAll(async () => {
    vi.unstubAllEnvs()
    await rm(folder, { recursive: true, force: true })
  })

  async function weigh(pages: readonly string[]): Promise<number> {
    const files = scriptsOf(manifest, ['index.html', ...pages])
    const sizes = await Promise.all(
      [...files].map(async (file) => gzipSync(await readFile(path.join(folder, file))).length),
    )
    return sizes.reduce((sum, size) => sum + size, 0)
  }

  test('stays within 200 kB of JavaScript, for every page', async () => {
    const pages = Object.keys(manifest).filter((key) => /\/[A-Z]\w*Page\.tsx$/u.test(key))
    expect(pages.length).toBeGreaterThan(0)
    const weights = await Promise.all(pages.map(async (page) => ({ page, bytes: await weigh([page]) })))
    expect(weights.filter(({ bytes }) => bytes > LIMIT)).toEqual([])
  })

  test('counts what a page imports, and what that imports, once', () => {
    const small: Manifest = {
      'index.html': { file: 'index.js', imports: ['_shared.js'], isEntry: true },
      'page.tsx': { file: 'page.js', imports: ['_shared.js', '_chart.js'] },
      '_shared.js': { file: 'shared.js' },
      '_chart.js': { file: 'chart.js', imports: ['_shared.js', 'index.html'] },
    }
    expect([...scriptsOf(small, ['index.html', 'page.tsx'])]).toEqual(['index.js', 'shared.js', 'page.js', 'chart.js'])
  })

  test('has the frame itself, which every page needs', async () => {
    expect(await weigh([])).toBeGreaterThan(50_000)
  })
})
