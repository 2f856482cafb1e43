import { readFile, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { type TestApp, testApp } from '../database.ts'

const file = new URL('../../docs/openapi.json', import.meta.url)
let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())

const Described = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })

/** One path a line: a change of one shows as one. */
function written({ paths, ...rest }: z.infer<typeof Described>): string {
  const lines = Object.entries(paths).map(([path, methods]) => `${JSON.stringify(path)}:${JSON.stringify(methods)}`)
  return `${JSON.stringify(rest).slice(0, -1)},"paths":{\n${lines.join(',\n')}\n}}\n`
}

it('the API described in the docs is the one that is served (`npm run api` writes it again)', async () => {
  const served = written(Described.parse((await app.app.inject({ url: '/api/openapi.json' })).json()))
  if (process.env['WRITE_API'] === '1') await writeFile(file, served)
  expect((await readFile(file, 'utf8')) === served).toBe(true)
})
