import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSettings, secretSettings, settingNames } from './settings.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vung-manh-settings-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const SECRET = 'ba mươi hai ký tự hoặc nhiều hơn thế nữa'

describe('a secret', () => {
  it.each(secretSettings)('%s may stand in a file instead of the environment', async (name) => {
    const file = path.join(folder, name)
    await writeFile(file, `${SECRET}\n`)
    expect(readSettings({ [`${name}_FILE`]: file })[name]).toBe(SECRET)
  })

  it('given twice is refused, and so is a file that is not there; neither says what the secret is', async () => {
    const file = path.join(folder, 'twice')
    await writeFile(file, SECRET)
    const twice = () => readSettings({ SECRET, SECRET_FILE: file })
    expect(twice).toThrow('SECRET, SECRET_FILE')
    expect(twice).not.toThrow(SECRET)
    expect(() => readSettings({ SECRET_FILE: path.join(folder, 'none') })).toThrow('SECRET_FILE')
  })

  it('that is too short is refused by its name only', () => {
    expect(() => readSettings({ SECRET: 'too short' })).toThrow('SECRET')
    expect(() => readSettings({ SECRET: 'too short' })).not.toThrow('too short')
  })

  it('of whatever name is among those that may stand in a file', () => {
    const secret = settingNames.filter((name) => /SECRET|KEY|PASS|TOKEN|DATABASE_URL/u.test(name))
    expect(secret.filter((name) => !secretSettings.some((known) => known === name))).toEqual([])
  })
})
