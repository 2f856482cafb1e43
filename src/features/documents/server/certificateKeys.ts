/** The Ed25519 key that certificates are signed with, and the public keys by which older ones stay checkable. */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

export type CertificateKeys = {
  current: { id: string; privateKey: KeyObject }
  /** By key id: the current key and every earlier one whose certificates are still about. */
  trusted: ReadonlyMap<string, KeyObject>
}

const KEY_FILE = 'certificate-key.pem'
const publicKeyFile = /^certificate-[0-9a-f]{16}\.pub\.pem$/

/** The first 16 hexadecimal digits of the SHA-256 of the public key (SPKI, DER). */
function keyIdOf(publicKey: KeyObject): string {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16)
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

/** Two processes may start at once: the key is written aside and linked into place, and the first one wins. */
async function readOrCreate(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error
  }
  const aside = `${file}.${process.pid}`
  const { privateKey } = generateKeyPairSync('ed25519')
  await writeFile(aside, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
  try {
    await link(aside, file)
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error
  } finally {
    await rm(aside, { force: true })
  }
  return readFile(file, 'utf8')
}

function ed25519(key: KeyObject): KeyObject {
  if (key.asymmetricKeyType !== 'ed25519')
    throw new Error(`certificates need an Ed25519 key, not ${key.asymmetricKeyType}`)
  return key
}

async function publicKeysIn(folder: string): Promise<KeyObject[]> {
  const names = (await readdir(folder)).filter((name) => publicKeyFile.test(name))
  return Promise.all(names.map(async (name) => ed25519(createPublicKey(await readFile(path.join(folder, name))))))
}

/**
 * The keys of this installation. `privateKeyPem` (PKCS#8, from the environment) goes before the file
 * `certificate-key.pem` of the data folder, which is made when missing, readable by its owner only. Public halves stay
 * beside it under their id: after a change of key, older certificates can still be checked.
 */
export async function loadCertificateKeys(folder: string, privateKeyPem?: string): Promise<CertificateKeys> {
  await mkdir(folder, { recursive: true })
  const privateKey = ed25519(createPrivateKey(privateKeyPem ?? (await readOrCreate(path.join(folder, KEY_FILE)))))
  const publicKey = createPublicKey(privateKey)
  const id = keyIdOf(publicKey)
  await writeFile(path.join(folder, `certificate-${id}.pub.pem`), publicKey.export({ type: 'spki', format: 'pem' }))
  const known = [publicKey, ...(await publicKeysIn(folder))]
  return { current: { id, privateKey }, trusted: new Map(known.map((key) => [keyIdOf(key), key])) }
}
