import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { newId } from '#platform/server/id.ts'
import { type Browser, browserOf, sixDigits } from '#tests/browser.ts'
import { TEST_PASSWORD, testApp, type TestApp } from '#tests/database.ts'
import { personId, seedPeople, unitId } from '#tests/people.ts'

let app: TestApp
let hour = Date.now()
const MINUTE = 60_000
const later = (minutes: number) => {
  hour += minutes * MINUTE
  app.app.forgetCallers()
}
beforeAll(async () => {
  app = await testApp(undefined, {}, () => new Date(hour))
  await seedPeople(app)
})
afterAll(() => app.close())

const Sessions = z.array(
  z.object({ id: z.string(), here: z.boolean(), sharedComputer: z.boolean(), endsAt: z.string(), address: z.string() }),
)
const sessionsOf = async (browser: Browser) => Sessions.parse((await browser.api('/me/sessions')).body['items'])
async function inside(username: string, address?: string): Promise<Browser> {
  const browser = browserOf(app, address)
  expect((await browser.signIn(username)).status).toBe(200)
  return browser
}

describe('a session', () => {
  it('is listed with its device and place, and ended from another one at once', async () => {
    const [phone, desk] = [await inside('bithu.bendo', '203.0.113.20'), await inside('bithu.bendo', '10.0.0.5')]
    const list = await sessionsOf(desk)
    expect(list.map(({ here, address }) => [here, address])).toEqual([
      [true, '10.0.0.5'],
      [false, '203.0.113.20'],
    ])
    expect((await desk.api(`/me/sessions/${list[1]?.id}/end`, {})).status).toBe(200)
    expect(await phone.person()).toBeNull()
    expect((await phone.api('/me/account')).status).toBe(401)
    expect(await desk.person()).toBe(personId('bithu.bendo'))
    expect((await desk.api(`/me/sessions/${list[1]?.id}/end`, {})).status).toBe(404)
  })

  it('of somebody else is out of reach', async () => {
    const [one, other] = [await inside('bithu.bendo'), await inside('bithu.mythanh')]
    const [theirs] = await sessionsOf(other)
    expect((await one.api(`/me/sessions/${theirs?.id}/end`, {})).status).toBe(404)
    expect(await other.person()).toBe(personId('bithu.mythanh'))
  })

  it('ends when it was not used for a week, and lives on while it is used, but not for ever', async () => {
    const [used, left] = [await inside('bithu.bendo'), await inside('bithu.bendo')]
    for (let day = 0; day < 8; day++) {
      later(24 * 60)
      expect(await used.person()).not.toBeNull()
    }
    expect(await left.person()).toBeNull()
    for (let day = 8; day < 30; day++) {
      later(24 * 60)
      await used.person()
    }
    expect(await used.person()).toBeNull()
  })

  it('on a shared computer ends after a quarter of an hour, and with the browser', async () => {
    const shared = browserOf(app)
    shared.cookies.set('vung-manh-shared', '1')
    const { set } = await shared.signIn('bithu.bendo')
    const line = [set].flat().find((text) => text?.startsWith('vung-manh.session_token'))
    expect(line).toMatch(/HttpOnly/u)
    expect(line).not.toMatch(/max-age|expires/iu)
    expect((await sessionsOf(shared))[0]?.sharedComputer).toBe(true)
    later(14)
    expect(await shared.person()).not.toBeNull()
    later(16)
    expect(await shared.person()).toBeNull()
  })

  it('is new at each sign-in, and the earlier one of this browser is over', async () => {
    const browser = await inside('bithu.bendo')
    const earlier = new Map(browser.cookies)
    await browser.signIn('bithu.bendo')
    const old = browserOf(app)
    for (const [name, value] of earlier) old.cookies.set(name, value)
    expect(await old.person()).toBeNull()
    expect(await browser.person()).not.toBeNull()
  })
})

describe('a password of one’s own', () => {
  const change = (browser: Browser, password: string, current = TEST_PASSWORD) =>
    browser.api('/me/password', { current, password }, { method: 'PUT' })

  it('is refused when short, common or made of one’s name, and what is wrong is said', async () => {
    const browser = await inside('bithu.bendo')
    const reasons: unknown[] = []
    for (const password of ['ngắn', 'bithu.bendo.2026', '123456789012345', 'Vĩnh Long 2025 2026'])
      reasons.push((await change(browser, password)).body['reason'])
    expect(reasons).toEqual(['password_too_short', ...Array.from({ length: 3 }, () => 'password_easy_to_guess')])
    expect((await change(browser, 'chiều nay ghé chợ nổi', 'không phải')).body['reason']).toBe('wrong_password')
    expect((await change(browser, TEST_PASSWORD)).body['reason']).toBe('same_password')
  })

  it('is the same from every keyboard, kept as argon2id, and signs the other devices out', async () => {
    const [browser, other] = [await inside('bithu.mythanh'), await inside('bithu.mythanh')]
    const composed = 'gió chướng về trên sông'.normalize('NFC')
    expect((await change(browser, composed.normalize('NFD'))).status).toBe(200)
    expect(await other.person()).toBeNull()
    expect(await browser.person()).not.toBeNull()
    expect((await browserOf(app).signIn('bithu.mythanh', composed)).status).toBe(200)
    const account = await app.auth.findAccountNamed('bithu.mythanh')
    const kept = await app.auth.findPasswordHash(account?.id ?? '')
    expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/u)
  })

  it('is not guessed from a session left open', async () => {
    const browser = await inside('tochuc.mythanh')
    const answers: number[] = []
    for (let at = 0; at < 13; at++) answers.push((await browser.api('/me/confirm', { password: 'sai' })).status)
    expect(answers.slice(0, 10).every((status) => status === 422)).toBe(true)
    expect(answers.at(-1)).toBe(429)
  })
})

describe('a sensitive change', () => {
  it('asks again who one is when that was a while ago', async () => {
    const administrator = await inside('quantri')
    const invite = async () => {
      const id = newId()
      await administrator.api(`/units/${unitId('cai-chot')}/positions`, {
        id: newId(),
        person: { id, name: 'Trương Văn Mới' },
        role: 'committee_member',
        title: 'Chi ủy viên',
        from: '2026-01-01',
      })
      const username = `moi.${id.slice(-6)}`
      return administrator.api('/accounts', { personId: id, username, kind: 'code', secret: 'mkq7-48hv-zd5w' })
    }
    expect((await invite()).status).toBe(201)
    later(16)
    const refused = await invite()
    expect(refused.status).toBe(403)
    expect(refused.body['reason']).toBe('confirm_identity')
    expect((await administrator.auth('two-factor/enable', { password: TEST_PASSWORD })).body['reason']).toBe(
      'confirm_identity',
    )
    expect((await administrator.auth('passkey/generate-register-options')).body['reason']).toBe('confirm_identity')
    expect((await administrator.api('/me/confirm', { password: 'không phải' })).body['reason']).toBe('wrong_password')
    expect((await administrator.api('/me/confirm', { password: TEST_PASSWORD })).status).toBe(200)
    expect((await invite()).status).toBe(201)
  })
})

describe('two-step sign-in', () => {
  it('asks for six digits that open once, or a backup code that opens once', async () => {
    const browser = await inside('bithu.giongtrom')
    expect((await browser.auth('two-factor/enable', { password: 'không phải' })).status).toBe(400)
    const { body } = await browser.auth('two-factor/enable', { password: TEST_PASSWORD })
    const { totpURI, backupCodes } = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) }).parse(body)
    const key = new URL(totpURI).searchParams.get('secret') ?? ''
    // Not yet asked for: the first digits were not shown to be right.
    expect((await browserOf(app).signIn('bithu.giongtrom')).body['twoFactorRedirect']).toBeUndefined()
    expect((await browser.auth('two-factor/verify-totp', { code: '000000' })).status).toBe(401)
    expect((await browser.auth('two-factor/verify-totp', { code: sixDigits(key) })).status).toBe(200)
    expect((await browser.api('/me/account')).body).toMatchObject({ hasTwoFactor: true })

    const again = browserOf(app)
    expect((await again.signIn('bithu.giongtrom')).body['twoFactorRedirect']).toBe(true)
    expect(await again.person()).toBeNull()
    const used = await again.auth('two-factor/verify-totp', { code: sixDigits(key) })
    expect(used.body['reason']).toBe('code_used')
    expect(await again.person()).toBeNull()
    await again.signIn('bithu.giongtrom')
    expect((await again.auth('two-factor/verify-totp', { code: sixDigits(key, 1) })).status).toBe(200)
    expect(await again.person()).toBe(personId('bithu.giongtrom'))

    const lost = browserOf(app)
    const byBackup = async () => {
      await lost.signIn('bithu.giongtrom')
      return lost.auth('two-factor/verify-backup-code', { code: backupCodes[0] })
    }
    expect((await byBackup()).status).toBe(200)
    expect(await lost.person()).toBe(personId('bithu.giongtrom'))
    await lost.auth('sign-out', {})
    expect((await byBackup()).status).toBe(401)

    expect((await browser.api('/me/two-factor/remove', {})).status).toBe(200)
    expect((await browserOf(app).signIn('bithu.giongtrom')).body['twoFactorRedirect']).toBeUndefined()
    const actions = await app.db.selectFrom('journal').select('action').execute()
    expect(actions.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['account.two_factor_added', 'account.two_factor_removed', 'account.signed_in']),
    )
  })
})

describe('a link handed over', () => {
  it('opens an account once, even pressed twice, under a name of one’s own', async () => {
    const account = await app.auth.findAccountNamed('chuyenvien.bentre')
    const secret = 'k'.repeat(43)
    await app.auth.awaitEnrolment(account?.id ?? '')
    await app.auth.handOver(account?.id ?? '', 'link', secret)
    const stranger = browserOf(app)
    expect((await stranger.api('/enrolments/open', { kind: 'link', secret: 'x'.repeat(43) })).status).toBe(404)
    expect((await stranger.api('/enrolments/open', { kind: 'link', secret })).body['name']).toBe('Tô Văn Mẫu')
    const taken = { kind: 'link', secret, chosenUsername: 'bithu.caichot', password: 'chiều nay ghé chợ nổi' }
    expect((await stranger.api('/enrolments/complete', taken)).body['reason']).toBe('username_taken')
    const own = { ...taken, chosenUsername: 'to.mau' }
    const both = await Promise.all([1, 2].map(() => stranger.api('/enrolments/complete', own)))
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 404])
    expect((await stranger.signIn('to.mau', 'chiều nay ghé chợ nổi')).status).toBe(200)
    expect(await stranger.person()).toBe(personId('chuyenvien.bentre'))
  })
})

describe('what is not ours of the sign-in library', () => {
  it.each(['sign-up/email', 'update-user', 'change-password', 'delete-user', 'two-factor/disable', 'set-password'])(
    '%s is closed',
    async (path) => {
      const browser = await inside('bithu.bendo')
      expect((await browser.auth(path, { name: 'x', email: 'a@b.example', password: TEST_PASSWORD })).status).toBe(404)
    },
  )

  it('has its tables out of reach of the application’s role', async () => {
    const client = await app.pool.connect()
    try {
      await client.query('begin; set local role vung_manh_app')
      await expect(client.query('select * from auth.enrolment')).rejects.toThrow(/permission denied/u)
      await client.query('rollback; begin; set local role vung_manh_app')
      await expect(client.query(`select note_identity(null, '', '', '', null)`)).rejects.toThrow(/permission denied/u)
    } finally {
      await client.query('rollback')
      client.release()
    }
  })
})
