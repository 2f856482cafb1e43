import { hash, verify } from '@node-rs/argon2'
import { canonicalPassword, plain } from '#shared/password.ts'

/** OWASP, Password Storage Cheat Sheet (2025): argon2id with 19 MiB, two rounds, one lane, or stronger. */
const ARGON2ID = 2
const cost = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashSecret = (secret: string): Promise<string> => hash(secret, cost)
export const verifySecret = (stored: string, secret: string): Promise<boolean> => verify(stored, secret)
export const hashPassword = (password: string): Promise<string> => hashSecret(canonicalPassword(password))
export const verifyPassword = (stored: string, password: string): Promise<boolean> =>
  verifySecret(stored, canonicalPassword(password))

let known: Promise<Set<string>> | undefined

/** Whether a word is among the passwords people use most; the list is read when the first password is set. */
export async function commonPasswords(): Promise<(word: string) => boolean> {
  known ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common'].map(plain)),
  )
  const words = await known
  return (word) => words.has(word)
}
