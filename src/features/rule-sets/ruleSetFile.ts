import { z } from 'zod'
import { parseJsonText } from './jsonText.ts'
import { type RuleSetContent, ruleSetContentSchema } from './ruleSetSchema.ts'

/** A criteria set as a file people keep, send and compare: JSON, with the version of the format in it. */

const RULE_SET_FORMAT = 'vung-manh/rule-set'
const RULE_SET_FORMAT_VERSION = 1

const head = z.looseObject({ format: z.literal(RULE_SET_FORMAT), formatVersion: z.number().int() })
const file = z.strictObject({
  format: z.literal(RULE_SET_FORMAT),
  formatVersion: z.literal(RULE_SET_FORMAT_VERSION),
  ruleSet: ruleSetContentSchema,
})

export const fileFaults = [
  'not_json',
  'key_twice',
  'too_deep',
  'not_our_format',
  'newer_format',
  'missing',
  'wrong_type',
  'too_long',
  'too_small',
  'too_big',
  'not_allowed_value',
  'not_written_so',
  'unknown_key',
] as const
type FileFault = (typeof fileFaults)[number]
/** Where to look: a line of the file and a path such as `/ruleSet/items/3/code`. `detail` names keys or values. */
type FileProblem = { fault: FileFault; line: number; path: string; detail: string }
export type ReadFile<T> = { ok: true; value: T } | { ok: false; problems: FileProblem[] }

/**
 * Reads a file whole or not at all. What is wrong is told by line and path, all of it at once. Whether the set makes
 * sense is another question, asked of drafts by `checkRuleSet`: a file of an unfinished set is read.
 */
export function readRuleSetFile(text: string): ReadFile<RuleSetContent> {
  const read = readVersionedFile(text, head, file, RULE_SET_FORMAT_VERSION)
  return read.ok ? { ok: true, value: read.value.ruleSet } : read
}

/** The same content always gives the same bytes. */
export function writeRuleSetFile(content: RuleSetContent): string {
  const whole = { format: RULE_SET_FORMAT, formatVersion: RULE_SET_FORMAT_VERSION, ruleSet: content }
  return `${JSON.stringify(file.parse(whole), null, 2)}\n`
}

/** Reads any JSON file whose head says its format and version. */
export function readVersionedFile<T>(
  text: string,
  headSchema: z.ZodType<{ formatVersion: number }>,
  fileSchema: z.ZodType<T>,
  newest: number,
): ReadFile<T> {
  const json = parseJsonText(text)
  if (!json.ok) {
    const fault = json.fault === 'syntax' ? 'not_json' : json.fault
    return { ok: false, problems: [{ fault, line: json.line, path: '', detail: '' }] }
  }
  const first = headSchema.safeParse(json.value)
  if (!first.success) return { ok: false, problems: [{ fault: 'not_our_format', line: 1, path: '', detail: '' }] }
  if (first.data.formatVersion > newest) {
    const path = ['formatVersion']
    const detail = String(first.data.formatVersion)
    return { ok: false, problems: [{ fault: 'newer_format', line: json.lineOf(path), path: pathOf(path), detail }] }
  }
  const whole = fileSchema.safeParse(json.value)
  if (whole.success) return { ok: true, value: whole.data }
  const found = whole.error.issues.flatMap((issue) => problemsOf(issue, json.value))
  const problems = found.map(({ fault, at, detail }) => ({ fault, line: json.lineOf(at), path: pathOf(at), detail }))
  return { ok: false, problems }
}

type Found = { fault: FileFault; at: readonly PropertyKey[]; detail: string }
const pathOf = (path: readonly PropertyKey[]): string => path.map((key) => `/${String(key)}`).join('')

const faultOfIssue: Partial<Record<z.core.$ZodIssue['code'], FileFault>> = {
  invalid_type: 'wrong_type',
  too_small: 'too_small',
  not_multiple_of: 'not_written_so',
  invalid_format: 'not_written_so',
  invalid_value: 'not_allowed_value',
  invalid_union: 'not_allowed_value',
}

function problemsOf(issue: z.core.$ZodIssue, value: unknown): Found[] {
  const at = issue.path
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ fault: 'unknown_key', at: [...at, key], detail: key }))
  }
  if (valueAt(value, at) === undefined) return [{ fault: 'missing', at, detail: String(at.at(-1) ?? '') }]
  if (issue.code === 'too_big')
    return [{ fault: issue.origin === 'number' ? 'too_big' : 'too_long', at, detail: String(issue.maximum) }]
  if (issue.code === 'invalid_value')
    return [{ fault: 'not_allowed_value', at, detail: issue.values.map(String).join(', ') }]
  return [{ fault: faultOfIssue[issue.code] ?? 'not_written_so', at, detail: '' }]
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inside, key) => (typeof inside === 'object' && inside !== null ? Reflect.get(inside, key) : undefined),
    value,
  )
}
