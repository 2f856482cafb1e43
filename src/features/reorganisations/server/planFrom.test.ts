import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import writeExcel from 'write-excel-file/node'
import { handOf, hands, linesOf, reforms, tableOf } from '#tests/untidyLists.ts'
import { planFrom } from './planFrom.ts'

let said: string[] = []
let told: string[] = []
beforeEach(() => {
  said = []
  told = []
  vi.spyOn(console, 'info').mockImplementation((line: string) => void said.push(line))
  vi.spyOn(console, 'error').mockImplementation((line: string) => void told.push(line))
})
afterEach(() => vi.restoreAllMocks())

it('workbooks under other names of columns, in another order, give figures alone on standard output', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'plan-from-'))
  const workbook = async (name: string, cells: string[][]) => {
    const file = path.join(folder, name)
    await writeExcel(cells.map((row) => row.map((value) => ({ value })))).toFile(file)
    return file
  }
  for (const [reform, drawn] of fc.sample(fc.tuple(reforms, hands), { seed: 7, numRuns: 5 })) {
    const hand = handOf(drawn)
    const lines = linesOf(reform, hand)
    const [after, before] = [
      await workbook('after.xlsx', tableOf(lines.after, hand)),
      await workbook('before.xlsx', tableOf(lines.before, hand)),
    ]
    expect(await planFrom([after, '--against', before, '--effective', '2025-07-01', '--json'])).toBe(0)
    const named = reform.made.reduce((sum, { pieces }) => sum + pieces.length, 1)
    const figures = JSON.parse(said.at(-1) ?? '')
    expect(figures).toMatchObject({ mentions: named })
    expect(told.filter((line) => line.includes('←'))).toHaveLength(figures.mentions - figures.resolved)
    told = []
  }
})

it('a file that cannot be read says so, and nothing is written', async () => {
  const file = path.join(await mkdtemp(path.join(tmpdir(), 'plan-from-')), 'list.csv')
  await writeFile(file, 'một,hai\n1,2')
  expect(await planFrom([file, '--against', file, '--effective', '2025-07-01', '--json'])).toBe(2)
  expect(said).toEqual([])
  expect(told).toHaveLength(1)
})
