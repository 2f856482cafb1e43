import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { browserOf } from '#tests/browser.ts'
import { TEST_PASSWORD, testApp, type TestApp } from '#tests/database.ts'
import { personId, seedPeople } from '#tests/people.ts'

let app: TestApp
let hour = Date.now()
const later = (seconds: number) => {
  hour += seconds * 1000
  app.app.forgetCallers()
}
beforeAll(async () => {
  app = await testApp(undefined, {}, () => new Date(hour))
  await seedPeople(app)
})
afterAll(() => app.close())
beforeEach(() => app.pool.query('delete from auth.throttle'))

const OWNER = 'bithu.caichot'
const address = (at: number) => `203.0.${Math.floor(at / 250) + 1}.${(at % 250) + 1}`
const attacker = () => browserOf(app)

describe('guessing a password', () => {
  it('from one address is slowed more with every failure, and told for how long', async () => {
    const guesser = attacker()
    const answers: number[] = []
    for (let at = 0; at < 8; at++) answers.push((await guesser.signIn(OWNER, 'sai rồi')).status)
    expect(answers).toEqual([401, 401, 401, 401, 401, 429, 429, 429])
    const waits: number[] = []
    for (let at = 0; at < 5; at++) {
      const refused = await guesser.signIn(OWNER, 'sai rồi')
      const seconds = Number(refused.headers['retry-after'])
      expect(refused.body).toMatchObject({ code: 'too_many_requests', reason: 'wait', data: { seconds } })
      waits.push(seconds)
      later(seconds)
      expect((await guesser.signIn(OWNER, 'sai rồi')).status).toBe(401)
    }
    expect(waits).toEqual([4, 8, 16, 32, 64])
  })

  it('from many addresses is slowed to a fixed rate, and the owner on a known device still gets in', async () => {
    const owner = browserOf(app, '198.51.100.77')
    expect((await owner.signIn(OWNER)).status).toBe(200)
    await owner.auth('sign-out', {})
    let listened = 0
    const SECONDS = 1800
    for (let at = 0; at < SECONDS / 10; at++) {
      const { status } = await attacker().signIn(OWNER, 'sai rồi', { address: address(at) })
      if (status === 401) listened++
      later(10)
    }
    // Twenty at once, then one in two minutes, however many addresses there are.
    expect(listened).toBeGreaterThanOrEqual(20)
    expect(listened).toBeLessThanOrEqual(20 + SECONDS / 120 + 1)

    expect((await browserOf(app, '192.0.2.9').signIn(OWNER)).status).toBe(429)
    expect((await owner.signIn(OWNER, 'gõ nhầm')).status).toBe(401)
    expect((await owner.signIn(OWNER)).status).toBe(200)
    expect(await owner.person()).toBe(personId(OWNER))
  })

  it('is not helped by a device that belongs to somebody else, nor by one made up', async () => {
    const other = browserOf(app)
    await other.signIn('bithu.bendo')
    await other.auth('sign-out', {})
    const answers: number[] = []
    for (let at = 0; at < 7; at++) answers.push((await other.signIn(OWNER, 'sai rồi')).status)
    expect(answers.filter((status) => status === 429).length).toBeGreaterThan(0)
    const forged = browserOf(app, '192.0.2.44')
    forged.cookies.set('vung-manh.device', 'a'.repeat(43))
    for (let at = 0; at < 6; at++) await forged.signIn('bithu.bendo', 'sai rồi')
    expect((await forged.signIn('bithu.bendo')).status).toBe(429)
  })

  it('a hundred at once is a hundred, not one', async () => {
    const guesser = attacker()
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => guesser.signIn(OWNER, 'sai rồi').then(({ status }) => status)),
    )
    expect(answers.filter((status) => status === 401).length).toBe(5)
  })

  it('tells nothing about whether a name is somebody’s', async () => {
    const both = [OWNER, 'khong.co.ai'].map(async (name) => {
      const guesser = browserOf(app, name === OWNER ? '192.0.2.61' : '192.0.2.62')
      const seen: unknown[] = []
      for (let at = 0; at < 7; at++) {
        const { status, body } = await guesser.signIn(name, 'sai rồi')
        seen.push([status, body['code'], body['detail']])
      }
      return seen
    })
    const [known, unknown] = await Promise.all(both)
    expect(known).toEqual(unknown)
  })

  it('is never confused with an office where people sign in at the same moment', async () => {
    const names = ['bithu.caichot', 'phobithu.caichot', 'bithu.bendo', 'tochuc.mythanh', 'bithu.mythanh', 'quantri']
    // Each looks at a clock that has gone on a little, and they come in any order.
    const answers = await Promise.all(
      names.map(async (name, at) => {
        hour += (at % 2 === 0 ? 3 : -2) * 10
        return (await browserOf(app, '198.51.100.9').signIn(name)).status
      }),
    )
    expect(answers).toEqual(names.map(() => 200))
  })

  it('one that was right costs nothing', async () => {
    const office = '192.0.2.200'
    for (let at = 0; at < 25; at++) {
      const person = browserOf(app, office)
      expect((await person.signIn(at % 2 === 0 ? 'bithu.bendo' : 'bithu.mythanh')).status).toBe(200)
    }
  })

  it('is in the journal where the account exists, with the address and without what was typed', async () => {
    await attacker().signIn(OWNER, 'sai rồi')
    const rows = await app.db.selectFrom('journal').selectAll().where('action', '=', 'account.sign_in_failed').execute()
    expect(rows.at(-1)).toMatchObject({ person_id: personId(OWNER), address: '198.51.100.1' })
    expect(JSON.stringify(rows)).not.toContain('sai rồi')
  })
})

describe('a code handed over', () => {
  const handOver = async (username: string, code: string) => {
    const account = await app.auth.findAccountNamed(username)
    await app.auth.awaitEnrolment(account?.id ?? '')
    await app.auth.handOver(account?.id ?? '', 'code', code)
  }
  const open = (secret: string, from: string) =>
    browserOf(app, from).api('/enrolments/open', { kind: 'code', username: 'bithu.xuongthoi', secret })

  it('is void after many wrong ones, however slowly they come', async () => {
    await handOver('bithu.xuongthoi', 'mkq7-48hv-zd5w')
    for (let at = 0; at < 30; at++) {
      expect((await open('aaaa-bbbb-cccc', address(at))).status).toBe(404)
      later(121)
    }
    expect((await open('mkq7-48hv-zd5w', '192.0.2.5')).body['reason']).toBe('enrolment_over')
  })

  it('ends after three days', async () => {
    await handOver('bithu.xuongthoi', 'mkq7-48hv-zd5w')
    expect((await open('mkq7-48hv-zd5w', '192.0.2.6')).status).toBe(200)
    later(3 * 24 * 60 * 60 + 1)
    expect((await open('mkq7-48hv-zd5w', '192.0.2.6')).status).toBe(404)
  })

  it('opens the account at once while somebody else goes on guessing its password', async () => {
    for (let at = 0; at < 25; at++) await attacker().signIn('bithu.xuongthoi', 'sai rồi', { address: address(at) })
    await handOver('bithu.xuongthoi', 'mkq7-48hv-zd5w')
    const owner = browserOf(app, '192.0.2.7')
    const proof = { kind: 'code', username: 'bithu.xuongthoi', secret: 'mkq7-48hv-zd5w' }
    expect((await owner.api('/enrolments/complete', { ...proof, password: TEST_PASSWORD })).status).toBe(200)
    expect((await owner.signIn('bithu.xuongthoi')).status).toBe(200)
  })
})
