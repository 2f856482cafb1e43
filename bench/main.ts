/** `npm run bench`: every `bench/*.bench.ts`, one after another; with words, only those whose name has one of them. */
import { readdir } from 'node:fs/promises'

type Bench = { run: () => Promise<boolean> }
const isBench = (module: unknown): module is Bench =>
  typeof module === 'object' && module !== null && 'run' in module && typeof module.run === 'function'

const wanted = process.argv.slice(2)
const folder = new URL('./', import.meta.url)
const files = (await readdir(folder)).filter((name) => name.endsWith('.bench.ts')).sort()
for (const name of files.filter((file) => wanted.length === 0 || wanted.some((word) => file.includes(word)))) {
  const module: unknown = await import(new URL(name, folder).href)
  if (!isBench(module)) throw new Error(`${name} exports no run()`)
  console.info(`── ${name.replace('.bench.ts', '')}`)
  if (!(await module.run())) process.exitCode = 1
}
