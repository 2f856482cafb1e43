import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type AnyContractProcedure, isContractProcedure } from '@orpc/contract'
import react from '@vitejs/plugin-react'
import { build, defineConfig, type Plugin } from 'vite'

const CONTRACT = /\/src\/(?:shared|features\/[^/]+)\/contract\.ts$/

/** Data that survives JSON unchanged: labels, limits, lists of codes. Schemas and functions stay on the server. */
function isPlain(value: unknown): boolean {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return true
  if (Array.isArray(value)) return value.every(isPlain)
  return (
    typeof value === 'object' &&
    Object.getPrototypeOf(value) === Object.prototype &&
    Object.values(value).every(isPlain)
  )
}

/**
 * What a screen must know of an endpoint: where it is and who may call it. Titles and descriptions are for the
 * reference page.
 */
function routeOnly(procedure: AnyContractProcedure) {
  const { route, meta } = procedure['~orpc']
  const { method, path, inputStructure, outputStructure } = route
  const permission = 'permission' in meta ? meta.permission : undefined
  const def = { errorMap: {}, meta: { permission }, route: { method, path, inputStructure, outputStructure } }
  return JSON.parse(JSON.stringify({ '~orpc': def }))
}

/**
 * The browser needs to know where an endpoint is, not how its input is checked: the server checks it anyway. Each
 * contract is run once at build time and reaches the browser as routes only, so the schemas and their library (about
 * 28 kB gzipped) never do.
 */
function contracts(): Plugin {
  return {
    name: 'contracts-as-routes',
    enforce: 'pre',
    async load(id) {
      const path = id.replace(/\?.*$/u, '')
      if (!CONTRACT.test(path)) return null
      const { mtimeMs } = await stat(path)
      const exported: Record<string, unknown> = await import(`${pathToFileURL(path).href}?at=${mtimeMs}`)
      return Object.entries(exported)
        .map(([name, value]) => [name, isContractProcedure(value) ? routeOnly(value) : value] as const)
        .filter(([, value]) => isPlain(value))
        .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`)
        .join('\n')
    },
  }
}

/** What must be there without a network: the frame, signing in, and the pages on which meetings are recorded. */
const OFFLINE_PAGES = /^src\/features\/(?:accounts|meetings|members)\/ui\/|^src\/platform\/web\//
type Chunk = { file: string; imports?: string[]; dynamicImports?: string[]; css?: string[]; assets?: string[] }

/** The files of the entry and of the pages above, with everything they import. */
function offlineFiles(manifest: Record<string, Chunk>): string[] {
  const found = new Set<string>()
  const visit = (key: string): void => {
    const chunk = manifest[key]
    if (!chunk || found.has(chunk.file)) return
    for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]) found.add(file)
    for (const one of chunk.imports ?? []) visit(one)
    for (const one of chunk.dynamicImports ?? []) if (OFFLINE_PAGES.test(one)) visit(one)
  }
  visit('index.html')
  return [...found].filter((file) => !file.endsWith('.woff'))
}

/** Builds the service worker after the screens, with the list of the files it keeps and a hash of each that has none. */
function serviceWorker(): Plugin {
  let outDir = ''
  return {
    name: 'service-worker',
    apply: 'build',
    configResolved: (config) => {
      outDir = resolve(config.root, config.build.outDir)
    },
    async writeBundle() {
      const manifest: Record<string, Chunk> = JSON.parse(await readFile(`${outDir}/.vite/manifest.json`, 'utf8'))
      const named = ['index.html', 'icon.svg', 'manifest.webmanifest']
      const hashed = offlineFiles(manifest).map((file) => ({ url: `/${file}`, revision: null }))
      const others = await Promise.all(
        named.map(async (file) => ({
          url: `/${file}`,
          revision: createHash('sha256')
            .update(await readFile(`${outDir}/${file}`))
            .digest('hex')
            .slice(0, 16),
        })),
      )
      await build({
        configFile: false,
        logLevel: 'warn',
        publicDir: false,
        define: { __PRECACHED__: JSON.stringify([...others, ...hashed]), 'process.env.NODE_ENV': '"production"' },
        build: {
          outDir,
          emptyOutDir: false,
          copyPublicDir: false,
          target: ['chrome109', 'safari15.4', 'firefox115'],
          rolldownOptions: {
            input: { worker: 'src/main.worker.ts' },
            output: { entryFileNames: '[name].js', codeSplitting: false },
          },
        },
      })
    },
  }
}

export default defineConfig({
  plugins: [contracts(), react(), serviceWorker()],
  build: {
    outDir: 'dist/web',
    emptyOutDir: true,
    manifest: true,
    target: ['chrome109', 'safari15.4', 'firefox115'],
    assetsInlineLimit: 0,
    // Making a schema has no effect of its own: what a rule file declares and no screen uses is left out.
    rolldownOptions: { treeshake: { manualPureFunctions: ['z'] } },
  },
})
