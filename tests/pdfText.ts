import { inflateSync } from 'node:zlib'

const DEFLATED = 0x78

/** Every stream of a PDF, unpacked. */
function streamsOf(pdf: Uint8Array): string[] {
  const bytes = Buffer.from(pdf)
  const streams: string[] = []
  for (let at = bytes.indexOf('stream\n'); at >= 0; at = bytes.indexOf('stream\n', at + 1)) {
    if (bytes.subarray(at - 3, at).toString() === 'end') continue
    const packed = bytes.subarray(at + 7, bytes.indexOf('endstream', at))
    streams.push((packed[0] === DEFLATED ? inflateSync(packed) : packed).toString('latin1'))
  }
  return streams
}

/** The characters that the PDF says its glyphs stand for: what a reader can search and copy. */
export function charactersOf(pdf: Uint8Array): Set<string> {
  const maps = streamsOf(pdf).filter((stream) => stream.includes('begincmap'))
  const targets = maps.flatMap((map) => [...map.matchAll(/^<[0-9a-f]+>\s*<([0-9a-f]+)>/gim)].map(([, hex = '']) => hex))
  const texts = targets.map((hex) => Buffer.from(hex, 'hex').swap16().toString('utf16le'))
  return new Set(texts.flatMap((text) => Array.from(text)))
}

/** What the pages of a PDF say from the first to the last, run by run, as a reader copies it: glyphs through their maps. */
export function saidIn(pdf: Uint8Array): string {
  const file = Buffer.from(pdf).toString('latin1')
  const objects = new Map([...file.matchAll(/\n(\d+) 0 obj\n(.*?)\nendobj/gs)].map(([, id, body]) => [id, body ?? '']))
  const streams = new Map(
    [...objects].flatMap(([id, body]) => (body.includes('stream\n') ? [[id, unpacked(body)]] : [])),
  )
  const glyphs = (font: string | undefined) => {
    const [, map] = /\/ToUnicode (\d+) 0 R/.exec(objects.get(font) ?? '') ?? []
    return glyphMap(streams.get(map) ?? '')
  }
  const kids = [...objects.values()].flatMap((body) =>
    /\/Type \/Pages\b/.exec(body) ? [/\/Kids \[([^\]]*)\]/.exec(body)?.[1] ?? ''] : [],
  )
  const pages = [...kids.join(' ').matchAll(/(\d+) 0 R/g)].map(([, id]) => objects.get(id) ?? '')
  return pages
    .map((page) => {
      const fonts = new Map([...page.matchAll(/\/(f\d+) (\d+) 0 R/g)].map(([, name, id]) => [name, glyphs(id)]))
      const [, contents] = /\/Contents (\d+) 0 R/.exec(page) ?? []
      return [...(streams.get(contents) ?? '').matchAll(/\nBT\n(.*?)\nET\n/gs)]
        .map(([, run = '']) => runText(run, fonts.get(/\/(f\d+) /.exec(run)?.[1])))
        .join(' ')
    })
    .join('\n')
}

function unpacked(object: string): string {
  const packed = Buffer.from(object.slice(object.indexOf('stream\n') + 7, object.lastIndexOf('endstream')), 'latin1')
  return (packed[0] === DEFLATED ? inflateSync(packed) : packed).toString('latin1')
}

/** `<0003> <1EA5>`: which characters a glyph stands for. */
function glyphMap(stream: string): Map<number, string> {
  const pairs = [...stream.matchAll(/^<([0-9a-f]+)>\s*<([0-9a-f]+)>/gim)]
  return new Map(
    pairs.map(([, glyph = '', hex = '']) => [
      Number.parseInt(glyph, 16),
      Buffer.from(hex, 'hex').swap16().toString('utf16le'),
    ]),
  )
}

const escapes: Record<string, number> = { n: 10, r: 13, t: 9, b: 8, f: 12 }

/** The bytes of a run's literal strings; parentheses in pairs stand in them as they are. */
function literalBytes(run: string): number[] {
  const bytes: number[] = []
  let depth = 0
  for (const [token, octal, escaped] of run.matchAll(/\\([0-7]{3})|\\([^])|[^]/g)) {
    if (octal === undefined && escaped === undefined && token === ')') depth -= 1
    if (depth > 0) {
      if (octal !== undefined) bytes.push(Number.parseInt(octal, 8))
      else bytes.push(escaped === undefined ? token.charCodeAt(0) : (escapes[escaped] ?? escaped.charCodeAt(0)))
    }
    if (octal === undefined && escaped === undefined && token === '(') depth += 1
  }
  return bytes
}

/** Two bytes a glyph. */
function runText(run: string, glyphs: ReadonlyMap<number, string> | undefined): string {
  const bytes = literalBytes(run)
  return Array.from({ length: bytes.length / 2 }, (_, at) => {
    const glyph = (bytes[at * 2] ?? 0) * 256 + (bytes[at * 2 + 1] ?? 0)
    return glyphs?.get(glyph) ?? ''
  }).join('')
}
