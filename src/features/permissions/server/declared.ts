import { readdir } from 'node:fs/promises'
import type { Permission } from '#shared/permission.ts'
import type { DeclaredPermission } from '../permissionTable.ts'

const features = new URL('../../', import.meta.url)
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const isPermission = (value: unknown): value is Permission =>
  isObject(value) && typeof value['code'] === 'string' && isObject(value['title']) && 'by' in value

type Route = { method?: string; path?: string; summary?: string }
type Endpoint = { '~orpc': { route: Route; meta: { permission: Permission } } }
function isEndpoint(value: unknown): value is Endpoint {
  if (!isObject(value) && typeof value !== 'function') return false
  const inner = Object.entries(value).find(([key]) => key === '~orpc')?.[1]
  return isObject(inner) && isObject(inner['meta']) && isPermission(inner['meta']['permission'])
}

let read: Promise<DeclaredPermission[]> | undefined

/** Every permission declared in a feature's contract, with the endpoints that ask for it, by code. */
export function declaredPermissions(): Promise<DeclaredPermission[]> {
  read ??= readContracts()
  return read
}

async function readContracts(): Promise<DeclaredPermission[]> {
  const names = (await readdir(features, { recursive: true })).filter((name) => /^[^/]+\/contract\.ts$/u.test(name))
  const found = new Map<string, DeclaredPermission>()
  const entry = (permission: Permission) => {
    const known = found.get(permission.code) ?? { permission, calls: [] }
    found.set(permission.code, known)
    return known
  }
  for (const name of names.sort()) {
    const contract: Record<string, unknown> = await import(new URL(name, features).href)
    for (const exported of Object.values(contract)) {
      if (isPermission(exported)) entry(exported)
      if (!isEndpoint(exported)) continue
      const { method = 'POST', path = '', summary = '' } = exported['~orpc'].route
      entry(exported['~orpc'].meta.permission).calls.push({ method, path, summary })
    }
  }
  return [...found.values()].sort((a, b) => (a.permission.code < b.permission.code ? -1 : 1))
}
