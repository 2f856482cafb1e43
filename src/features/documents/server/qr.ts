import { create, toBuffer } from 'qrcode'

/** Level M survives 15% damage; an address of 170 characters then makes a code that a phone reads at 30 mm. */
const options = { errorCorrectionLevel: 'M' } as const

/** A QR code as rows of dark stretches: `[x, y, length]` in modules. */
export function codeRuns(text: string): { size: number; runs: [x: number, y: number, length: number][] } {
  const { modules } = create(text, options)
  const runs: [number, number, number][] = []
  for (let y = 0; y < modules.size; y++) {
    for (let x = 0; x < modules.size; x++) {
      if (!modules.get(y, x)) continue
      const start = x
      while (x < modules.size && modules.get(y, x)) x++
      runs.push([start, y, x - start])
    }
  }
  return { size: modules.size, runs }
}

/** The same code as a PNG without its quiet zone. */
export function codeImage(text: string): Promise<Buffer> {
  return toBuffer(text, { ...options, type: 'png', margin: 0, scale: 8 })
}
