import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { secretFile } from '#platform/server/secret.ts'
import type { Settings } from '#platform/server/settings.ts'
import { type Seal, sealText } from '../seal.ts'

/** The Ed25519 key that ends of the chain are signed with; earlier public keys stay, so that earlier seals stay checkable. */
export type SealKeys = { id: string; privateKey: KeyObject; publicKey: string; trusted: ReadonlyMap<string, KeyObject> }

const publicKeyFile = /^journal-[0-9a-f]{16}\.pub\.pem$/u

const makeKey = () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const pemOf = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }).toString()

/** The first 16 hexadecimal digits of the SHA-256 of the public key (SPKI, DER). */
function idOf(key: KeyObject): string {
  const der = key.export({ type: 'spki', format: 'der' })
  return createHash('sha256').update(der).digest('hex').slice(0, 16)
}

/** `JOURNAL_KEY` (PKCS#8, PEM), shared by several machines, goes before the file of the data folder, made when missing. */
export async function loadSealKeys({ dataDir, JOURNAL_KEY }: Settings): Promise<SealKeys> {
  const privateKey = createPrivateKey(JOURNAL_KEY ?? (await secretFile(dataDir, 'journal-key.pem', makeKey)))
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error('JOURNAL_KEY: cần khóa Ed25519')
  const publicKey = createPublicKey(privateKey)
  const id = idOf(publicKey)
  await writeFile(path.join(dataDir, `journal-${id}.pub.pem`), pemOf(publicKey))
  const names = (await readdir(dataDir)).filter((name) => publicKeyFile.test(name))
  const known = await Promise.all(names.map(async (name) => createPublicKey(await readFile(path.join(dataDir, name)))))
  return { id, privateKey, publicKey: pemOf(publicKey), trusted: new Map(known.map((key) => [idOf(key), key])) }
}

export function signSeal(seal: Omit<Seal, 'keyId' | 'signature'>, { id, privateKey }: SealKeys): Seal {
  const signature = sign(null, Buffer.from(sealText(seal)), privateKey).toString('hex')
  return { ...seal, keyId: id, signature }
}

/** `null`: signed by a key nobody here knows. */
export function isGenuine(seal: Seal, { trusted }: SealKeys): boolean | null {
  const key = trusted.get(seal.keyId)
  return key ? verify(null, Buffer.from(sealText(seal)), key, Buffer.from(seal.signature, 'hex')) : null
}

const link = Buffer.alloc(16)

/** The hash of a link: of the one before it, its place, the entry's number and the entry's own hash. */
export function chainHash(before: string, position: number, entry: number, contentHash: string): string {
  link.writeBigUInt64BE(BigInt(position), 0)
  link.writeBigUInt64BE(BigInt(entry), 8)
  return createHash('sha256')
    .update(Buffer.from(before, 'hex'))
    .update(link)
    .update(Buffer.from(contentHash, 'hex'))
    .digest('hex')
}
export const CHAIN_START = '00'.repeat(32)
