import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { Anchor } from '../seal.ts'
import { anchorFolder } from './sealing.ts'
import type { NamedAnchor } from './verification.ts'

const Hex = z.string().regex(/^[0-9a-f]+$/u)
const AnchorFile: z.ZodType<Anchor> = z.object({
  number: z.number(),
  position: z.number(),
  upTo: z.number(),
  chainHash: Hex,
  sealedAt: z.number(),
  keyId: Hex,
  signature: Hex,
  publicKey: z.string(),
})

/** One anchor as it was exported or kept. */
export async function readAnchor(file: string): Promise<NamedAnchor> {
  const parsed: unknown = JSON.parse(await readFile(file, 'utf8'))
  return { name: path.basename(file), anchor: AnchorFile.parse(parsed) }
}

/** The anchors this machine has kept, one a day. */
export async function listAnchors(dataDir: string): Promise<NamedAnchor[]> {
  const folder = anchorFolder(dataDir)
  const names = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  })
  return Promise.all(
    names
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => readAnchor(path.join(folder, name))),
  )
}
