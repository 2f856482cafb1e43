/** Word files are zip archives: opened as a map of parts, closed as the same bytes for the same parts. */
import { unzipSync, zipSync } from 'fflate'

export type Parts = Map<string, Uint8Array>

/** The earliest day a zip archive can carry; every part bears it, so that nothing depends on the clock. */
const NO_DATE = new Date(1980, 0, 1)

/** No Word file of ours comes near this; a larger one is not unpacked. */
const MAX_UNPACKED_BYTES = 50_000_000

/**
 * The parts of an archive, or `null` when the bytes are no archive, unpack to more than they should, or name a part
 * twice: one reader would show the first, another check the second.
 */
export function unzipParts(archive: Uint8Array): Parts | null {
  const names = new Set<string>()
  let total = 0
  let sound = true
  try {
    const parts = unzipSync(archive, {
      filter: ({ name, originalSize }) => {
        total += originalSize
        sound &&= total <= MAX_UNPACKED_BYTES && !names.has(name)
        names.add(name)
        return sound
      },
    })
    return sound ? new Map(Object.entries(parts)) : null
  } catch {
    // Whatever the reader stumbles over, the answer is the same: these bytes are no archive.
    return null
  }
}

/** Parts in the order of the map. */
export function zipParts(parts: Parts): Uint8Array {
  return zipSync(Object.fromEntries(parts), { mtime: NO_DATE, level: 6 })
}
