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
