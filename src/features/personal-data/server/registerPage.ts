import { readFile } from 'node:fs/promises'
import { type Register, readRegister } from '../register.ts'

const page = new URL('../../../../docs/privacy.md', import.meta.url)
let read: Promise<Register> | undefined

/** The register as this version of the program carries it. */
export function loadRegister(): Promise<Register> {
  read ??= readFile(page, 'utf8').then(readRegister)
  return read
}
