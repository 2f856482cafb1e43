import { stat } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { type AnyContractProcedure, isContractProcedure } from '@orpc/contract'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

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

export default defineConfig({
  plugins: [contracts(), react()],
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
