import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Browser, browserOf } from '#tests/browser.ts'
import { testApp, type TestApp } from '#tests/database.ts'
import { personId, seedPeople } from '#tests/people.ts'
import { CLIENT, signInAtProvider, startProvider } from '#tests/provider.ts'

const HOME = 'http://localhost:3000'
let app: TestApp
let provider: Awaited<ReturnType<typeof startProvider>>
beforeAll(async () => {
  provider = await startProvider(`${HOME}/api/auth/callback/province`)
  app = await testApp(undefined, {
    OIDC_DISCOVERY_URL: provider.discovery,
    OIDC_CLIENT_ID: CLIENT.id,
    OIDC_CLIENT_SECRET: CLIENT.secret,
    OIDC_NAME: 'tài khoản của tỉnh Vĩnh Long',
  })
  await seedPeople(app)
})
afterAll(async () => {
  await app.close()
  await provider.close()
})

const begin = async (browser: Browser, path: 'sign-in/social' | 'link-social') => {
  const { body } = await browser.auth(path, {
    provider: 'province',
    callbackURL: '/',
    errorCallbackURL: '/sign-in?province=refused',
    disableRedirect: true,
  })
  return z.string().parse(body['url'])
}
async function through(browser: Browser, subject: string, path: 'sign-in/social' | 'link-social' = 'sign-in/social') {
  const back = await signInAtProvider(await begin(browser, path), subject, HOME)
  return browser.send(back)
}
const accountsInAll = async () => {
  const { rows } = await app.pool.query<{ n: number }>('select count(*)::int as n from auth."user"')
  return rows[0]?.n
}

describe('the province’s own login', () => {
  it('is offered by its name, and begun with state, nonce and PKCE', async () => {
    expect((await browserOf(app).api('/session')).body['provinceLogin']).toBe('tài khoản của tỉnh Vĩnh Long')
    const query = new URL(await begin(browserOf(app), 'sign-in/social')).searchParams
    expect(query.get('code_challenge_method')).toBe('S256')
    for (const name of ['state', 'nonce', 'code_challenge']) expect(query.get(name)?.length).toBeGreaterThan(20)
    expect(query.get('scope')).toBe('openid')
  })

  it('opens nothing for somebody who is linked with nobody here, and makes no account', async () => {
    const before = await accountsInAll()
    const stranger = browserOf(app)
    const answer = await through(stranger, 'somebody-unknown')
    expect(answer.status).toBe(302)
    expect(answer.headers['location']).toContain('/sign-in?province=refused')
    expect(await stranger.person()).toBeNull()
    expect(await accountsInAll()).toBe(before)
  })

  it('opens the account an administrator has linked with the subject, and keeps nothing of the provider’s', async () => {
    const administrator = browserOf(app)
    await administrator.signIn('quantri')
    const account = await app.auth.findAccountNamed('bithu.caichot')
    const link = (username: string, subject: string) =>
      app.auth
        .findAccountNamed(username)
        .then((one) => administrator.api(`/accounts/${one?.id}/province`, { subject }, { method: 'PUT' }))
    expect((await link('bithu.caichot', 'nguyen.van.thu')).status).toBe(200)
    expect((await link('bithu.bendo', 'nguyen.van.thu')).body['reason']).toBe('subject_taken')

    const person = browserOf(app)
    expect((await through(person, 'nguyen.van.thu')).status).toBe(302)
    expect(await person.person()).toBe(personId('bithu.caichot'))
    const { rows } = await app.pool.query('select * from auth.account where "userId" = $1', [account?.id])
    expect(rows.find(({ providerId }) => providerId === 'province')).toMatchObject({
      accountId: 'nguyen.van.thu',
      accessToken: null,
      refreshToken: null,
      idToken: null,
    })
  })

  it('is linked by its owner while signed in, and unlinked again', async () => {
    const owner = browserOf(app)
    await owner.signIn('bithu.mythanh')
    expect((await through(owner, 'pham.thi.thu', 'link-social')).headers['location']).not.toContain('refused')
    expect((await owner.api('/me/account')).body['hasProvinceLogin']).toBe(true)
    const other = browserOf(app)
    await through(other, 'pham.thi.thu')
    expect(await other.person()).toBe(personId('bithu.mythanh'))
    expect((await owner.api('/me/province/unlink', {})).status).toBe(200)
    const late = browserOf(app)
    await through(late, 'pham.thi.thu')
    expect(await late.person()).toBeNull()
    const { rows } = await app.pool.query(`select * from auth.account where "providerId" = 'province'`)
    expect(rows.filter(({ accessToken, idToken }) => accessToken !== null || idToken !== null)).toEqual([])
  })

  it('brought back to another browser, or with a changed state, opens nothing', async () => {
    const begun = browserOf(app)
    const back = await signInAtProvider(await begin(begun, 'sign-in/social'), 'nguyen.van.thu', HOME)
    const victim = browserOf(app)
    await victim.send(back)
    expect(await victim.person()).toBeNull()
    await begun.send(back.replace(/state=[^&]+/u, `state=${'x'.repeat(32)}`))
    expect(await begun.person()).toBeNull()
  })

  it('is not taken with a token handed in from elsewhere', async () => {
    const answer = await browserOf(app).auth('sign-in/social', { provider: 'province', idToken: { token: 'x.y.z' } })
    expect(answer.status).toBe(403)
  })
})
