import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

/** Who may import whom. The first `from` that matches a file is its rule; packages are named where they belong. */
const rules: { place: string; from: RegExp; mayImport: RegExp[] }[] = [
  { place: 'a composition root', from: /^src\/(main|cli)\b/, mayImport: [/./] },
  { place: 'the shared words', from: /^src\/shared\//, mayImport: [/^src\/shared\//, /^(zod|@orpc\/contract)$/] },
  {
    place: 'the server platform',
    from: /^src\/platform\/server\//,
    mayImport: [/^src\/(shared|platform\/server)\//, /^(?!src\/)/],
  },
  {
    place: 'the web platform',
    from: /^src\/platform\/web\//,
    mayImport: [
      /^src\/(shared|platform\/web)\//,
      /^src\/features\/accounts\/contract\.ts$/,
      /^(?!src\/|node:|kysely|pg$|fastify)/,
    ],
  },
  {
    place: 'a rule or contract',
    from: /^src\/features\/[^/]+\/[^/]+\.ts$/,
    mayImport: [/^src\/shared\//, /^src\/features\/[^/]+\/[^/]+\.ts$/, /^(zod|@orpc\/contract)$/],
  },
  {
    place: 'the server part of a feature',
    from: /^src\/features\/[^/]+\/server\//,
    mayImport: [
      /^src\/(shared|platform\/server)\//,
      /^src\/features\/[^/]+\/(server\/)?[^/]+\.ts$/,
      /^demo\//,
      /^(?!src\/|react)/,
    ],
  },
  {
    place: 'the screens of a feature',
    from: /^src\/features\/[^/]+\/ui\//,
    mayImport: [
      /^src\/(shared|platform\/web)\//,
      /^src\/features\/[^/]+\/(ui\/)?[^/]+\.(tsx?|css)$/,
      /^(react|react-dom|@tanstack\/.*|echarts.*|topojson-client|tus-js-client|zod|dexie)$/,
    ],
  },
]

/** The closed vocabulary: whoever looks for a thing knows its file. */
const forbiddenNames = /\/(index|utils?|helpers?|common|misc|types|constants|manager|Base[A-Z]\w*)\.tsx?$/

/** `import … from`, `export … from`, `import '…'` at the beginning of a line, and `import('…')`. */
const importPatterns = [
  /^(?:import|export)\s[^'"`;]*?\bfrom\s+'([^']+)'/gmu,
  /^import\s+'([^']+)'/gmu,
  /\bimport\(\s*'([^']+)'\s*\)/gu,
]

const sources = list('src').filter((file) => /\.tsx?$/.test(file) && !/\.gen\.ts$/.test(file))
const files = sources.filter((file) => !/\.test\.tsx?$/.test(file))
const imports = new Map(files.map((file) => [file, importsOf(file)]))

describe('the structure', () => {
  it.each(files)('%s imports only what its place allows', (file) => {
    const rule = rules.find(({ from }) => from.test(file))
    const strangers = (imports.get(file) ?? []).filter((to) => !rule?.mayImport.some((allowed) => allowed.test(to)))
    expect(
      strangers,
      `${rule?.place ?? 'an unknown place'} may not import these: move the code, or the need, to where it belongs`,
    ).toEqual([])
  })

  it('keeps to the vocabulary of file names', () => {
    expect(files.filter((file) => forbiddenNames.test(file))).toEqual([])
  })

  it('has no file over 300 lines', () => {
    const long = sources.filter((file) => readFileSync(file, 'utf8').split('\n').length > 301)
    expect(long, 'split by noun or by verb').toEqual([])
  })

  it('names units on papers in one place, by the day its table says', () => {
    const namesOfUnits =
      /^import [^;]*?\b(?:unitName|getUnitOnDay|chainAbove|unitsBelow|committeeName|placeName)\b[^;]*? from /mu
    const makers = /\/documents\/(?:content|certificate|issuer)\.ts$/u
    const papers = files.filter(
      (file) => file.includes('/server/') && (imports.get(file) ?? []).some((to) => makers.test(to)),
    )
    expect(papers.length).toBeGreaterThan(10)
    const others = papers.filter((file) => file !== 'src/features/documents/server/naming.ts')
    expect(
      others.filter((file) => namesOfUnits.test(readFileSync(file, 'utf8'))),
      'take names from nameFor and placesFor (documents/server/naming.ts); the day is the table’s (documents/anchoring.ts)',
    ).toEqual([])
  })

  it('has features that form no circle', () => {
    const featureOf = (path: string) => /^src\/features\/([^/]+)\//.exec(path)?.[1]
    const graph = new Map<string, Set<string>>()
    for (const [file, targets] of imports) {
      const feature = featureOf(file)
      if (feature === undefined) continue
      const others = targets.map(featureOf).filter((to) => to !== undefined && to !== feature)
      graph.set(feature, new Set([...(graph.get(feature) ?? []), ...others.filter((to) => to !== undefined)]))
    }
    const circle = [...graph.keys()]
      .map((feature) => findCircle(graph, feature, []))
      .find((found) => found !== undefined)
    expect(circle).toBeUndefined()
  })
})

function findCircle(graph: Map<string, Set<string>>, feature: string, path: string[]): string[] | undefined {
  if (path.includes(feature)) return [...path, feature]
  for (const next of graph.get(feature) ?? []) {
    const circle = findCircle(graph, next, [...path, feature])
    if (circle) return circle
  }
  return undefined
}

function importsOf(file: string): string[] {
  const source = readFileSync(file, 'utf8')
  return importPatterns
    .flatMap((pattern) => [...source.matchAll(pattern)])
    .map(([, target = '']) => resolve(file, target))
}

function resolve(file: string, target: string): string {
  if (target.startsWith('#')) return `src/${target.slice(1)}`
  if (!target.startsWith('.')) return target
  return new URL(target, `file:///${file}`).pathname.slice(1)
}

function list(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`)
}
