/** JSON as people write it: the value, and the line each part of it stands on, so that a fault can be shown in place. */

export type JsonText =
  | { ok: true; value: unknown; lineOf: (path: readonly PropertyKey[]) => number }
  | { ok: false; line: number; fault: 'syntax' | 'key_twice' | 'too_deep' }

/** Deeper than any file of ours, shallower than the stack. */
const DEEPEST = 64
const token = /\s*(?:([{}[\],:])|("(?:[^"\\]|\\.)*")|(-?\d[\d.eE+-]*|true|false|null))/y

export function parseJsonText(text: string): JsonText {
  const reader = new Reader(text.startsWith('\uFEFF') ? text.slice(1) : text)
  try {
    const value = reader.document()
    return { ok: true, value, lineOf: (path) => reader.lineOf(path) }
  } catch (fault) {
    if (fault instanceof Fault) return { ok: false, line: reader.lineAt(fault.offset), fault: fault.kind }
    throw fault
  }
}

/** Carries a fault out of the recursion; never leaves this file. */
class Fault extends Error {
  readonly kind: 'syntax' | 'key_twice' | 'too_deep'
  readonly offset: number
  constructor(kind: 'syntax' | 'key_twice' | 'too_deep', offset: number) {
    super(kind)
    this.kind = kind
    this.offset = offset
  }
}

const pointerOf = (path: readonly PropertyKey[]): string => path.map((key) => `/${String(key)}`).join('')

class Reader {
  readonly #text: string
  readonly #starts = new Map<string, number>()
  #offset = 0
  #start = 0

  constructor(text: string) {
    this.#text = text
  }

  document(): unknown {
    const value = this.#value(this.#next(), [])
    if (this.#text.slice(this.#offset).trim() !== '') throw new Fault('syntax', this.#offset)
    return value
  }

  /** The line of a part, or of the nearest part around it when it is absent. */
  lineOf(path: readonly PropertyKey[]): number {
    const start = this.#starts.get(pointerOf(path))
    if (start !== undefined || path.length === 0) return this.lineAt(start ?? 0)
    return this.lineOf(path.slice(0, -1))
  }

  lineAt(offset: number): number {
    return this.#text.slice(0, offset).split('\n').length
  }

  #next(): string {
    token.lastIndex = this.#offset
    const found = token.exec(this.#text)
    const text = found?.[1] ?? found?.[2] ?? found?.[3]
    if (text === undefined) throw new Fault('syntax', this.#skipSpace())
    this.#offset = token.lastIndex
    this.#start = this.#offset - text.length
    return text
  }

  #skipSpace(): number {
    const rest = this.#text.slice(this.#offset)
    return this.#offset + rest.length - rest.trimStart().length
  }

  #value(first: string, path: readonly PropertyKey[]): unknown {
    if (path.length > DEEPEST) throw new Fault('too_deep', this.#start)
    this.#starts.set(pointerOf(path), this.#start)
    if (first === '{') return this.#object(path)
    if (first === '[') return this.#array(path)
    return this.#scalar(first)
  }

  #scalar(text: string): unknown {
    try {
      return JSON.parse(text)
    } catch (cause) {
      if (cause instanceof SyntaxError) throw new Fault('syntax', this.#start)
      throw cause
    }
  }

  #object(path: readonly PropertyKey[]): unknown {
    const entries = new Map<string, unknown>()
    let text = this.#next()
    while (text !== '}') {
      const start = this.#start
      const key = this.#key(text)
      if (entries.has(key)) throw new Fault('key_twice', start)
      if (this.#next() !== ':') throw new Fault('syntax', this.#start)
      entries.set(key, this.#value(this.#next(), [...path, key]))
      text = this.#afterMember('}')
    }
    return Object.fromEntries(entries)
  }

  #key(text: string): string {
    const key = text.startsWith('"') ? this.#scalar(text) : undefined
    if (typeof key !== 'string') throw new Fault('syntax', this.#start)
    return key
  }

  #array(path: readonly PropertyKey[]): unknown[] {
    const values: unknown[] = []
    let text = this.#next()
    while (text !== ']') {
      values.push(this.#value(text, [...path, values.length]))
      text = this.#afterMember(']')
    }
    return values
  }

  /** After a member comes the end, or a comma and the next one: `[1,]` is refused as JSON refuses it. */
  #afterMember(end: '}' | ']'): string {
    const text = this.#next()
    if (text === end) return text
    if (text !== ',') throw new Fault('syntax', this.#start)
    const following = this.#next()
    if (following === end) throw new Fault('syntax', this.#start)
    return following
  }
}
