import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyContent, contentOf, passFail } from '#tests/ruleSets.ts'
import { blocksPublication, checkRuleSet } from './check.ts'
import { isLeaf } from './item.ts'
import { parseJsonText } from './jsonText.ts'
import { readRuleSetFile, writeRuleSetFile } from './ruleSetFile.ts'

const catalogue = new URL('../../../catalogue/rule-sets/', import.meta.url)
const shipped = readdirSync(catalogue).map((name) => ({ name, text: readFileSync(new URL(name, catalogue), 'utf8') }))
const recognition = shipped.filter(({ text }) => text.includes('"purpose": "recognition"'))
const problemsOf = (text: string) => {
  const read = readRuleSetFile(text)
  return read.ok ? [] : read.problems
}

describe('the file of a criteria set', () => {
  it('written and read again is the same set', () => {
    fc.assert(
      fc.property(anyContent, (content) => {
        expect(readRuleSetFile(writeRuleSetFile(content))).toEqual({ ok: true, value: content })
      }),
    )
  })

  it('is the same bytes for the same set, whatever the order it was put together in', () => {
    const content = contentOf([passFail('1')])
    const turned = Object.fromEntries(Object.entries(content).reverse())
    expect(writeRuleSetFile({ ...content, ...turned })).toBe(writeRuleSetFile(content))
  })

  it('reads what a word processor left: a byte order mark and decomposed letters', () => {
    const text = writeRuleSetFile(contentOf([passFail('1', { label: 'Đoàn kết, thống nhất' })]))
    const read = readRuleSetFile(`\uFEFF${text.normalize('NFD')}`)
    expect(read.ok && read.value.items[0]?.label).toBe('Đoàn kết, thống nhất'.normalize('NFC'))
  })

  it('with a fault is refused whole, and every fault is told by line and path', () => {
    const text = writeRuleSetFile(contentOf([passFail('1'), passFail('2')]))
      .replace('"effectiveFrom": "2021-03-09"', '"effectiveFrom": "2021-02-30"')
      .replace('"mandatory": true', '"mandatory": "có"')
      .replace('"totalPoints": null,', '')
      .replace('"thresholds": []', '"thresholds": [], "nguoiNhap": "ai đó"')
    const lineOf = (part: string) => text.slice(0, text.indexOf(part)).split('\n').length
    expect(problemsOf(text)).toEqual(
      expect.arrayContaining([
        { fault: 'not_written_so', line: lineOf('"2021-02-30"'), path: '/ruleSet/effectiveFrom', detail: '' },
        { fault: 'wrong_type', line: lineOf('"có"'), path: '/ruleSet/items/0/mandatory', detail: '' },
        { fault: 'missing', line: 4, path: '/ruleSet/totalPoints', detail: 'totalPoints' },
        { fault: 'unknown_key', line: lineOf('"ai đó"'), path: '/ruleSet/nguoiNhap', detail: 'nguoiNhap' },
      ]),
    )
  })

  it.each([
    ['', 'not_json', 1],
    ['[]', 'not_our_format', 1],
    ['{"format":"vung-manh/rule-set","formatVersion":2}', 'newer_format', 1],
    ['{\n"format": "vung-manh/rule-set",\n}', 'not_json', 3],
    ['{\n"format": "a",\n"format": "b"}', 'key_twice', 3],
    ['['.repeat(5000), 'too_deep', 1],
    ['{"a": 01}', 'not_json', 1],
    ['{"a": "\u0000"}', 'not_json', 1],
  ])('%j is refused as %s on line %i', (text, fault, line) => {
    expect(problemsOf(text)).toEqual([expect.objectContaining({ fault, line })])
  })
})

describe('JSON read with its lines', () => {
  it('gives what JSON.parse gives', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        const read = parseJsonText(text)
        expect(read.ok && JSON.stringify(read.value)).toBe(JSON.stringify(JSON.parse(text)))
      }),
    )
  })

  it('refuses what JSON.parse refuses, keys said twice besides', () => {
    const nearly = fc.array(
      fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '"b"', '1', 'null', ' ', '\n', '-', '"'),
      {
        maxLength: 12,
      },
    )
    fc.assert(
      fc.property(nearly, (pieces) => {
        const text = pieces.join('')
        const read = parseJsonText(text)
        if (read.ok) expect(JSON.stringify(read.value)).toBe(JSON.stringify(JSON.parse(text)))
        else if (read.fault !== 'key_twice') expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('the sets we ship', () => {
  it.each(shipped)('$name reads, and nothing but a confirmation stands before its publication', ({ text }) => {
    const read = readRuleSetFile(text)
    expect(read.ok ? checkRuleSet(read.value).filter(blocksPublication) : read.problems).toEqual([])
    expect(read.ok && writeRuleSetFile(read.value)).toBe(text)
  })

  it.each(recognition)('$name has 5 standards and 9 conditions, all mandatory', ({ text }) => {
    const read = readRuleSetFile(text)
    const items = read.ok ? read.value.items : []
    const top = items.filter(({ parent }) => parent === null)
    expect(top.filter(({ kind }) => kind === 'standard')).toHaveLength(5)
    expect(top.filter(({ kind }) => kind === 'condition')).toHaveLength(9)
    expect(items.filter(isLeaf).every(({ mandatory }) => mandatory)).toBe(true)
  })

  it('the set of 02-HD/BTCTU names none of its items: the document was not at hand', () => {
    const file = shipped.find(({ name }) => name === '02-hd-btctu-2021.json')
    const read = readRuleSetFile(file?.text ?? '')
    expect(read.ok && read.value.items.every(({ label, toBeEntered }) => label === '' && toBeEntered)).toBe(true)
    expect(read.ok && read.value.legal).toEqual({
      number: '02-HD/BTCTU',
      date: '2021-03-09',
      issuer: 'Ban Tổ chức Tỉnh ủy Bến Tre',
    })
  })
})
