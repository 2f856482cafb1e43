import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { LocalAddress, postToReceiver } from './receiver.ts'

/** Two machines of one name: the one that was looked at, and the one the name leads to a moment later. */
let meant: Server
let other: Server
let port = 0
let calls: string[] = []

const listening = (address: string, wanted: number): Promise<Server> =>
  new Promise((ready) => {
    const server = createServer((request, response) => {
      calls.push(address)
      request.resume()
      response.writeHead(request.url === '/elsewhere' ? 302 : 204, { location: '/' }).end()
    })
    server.listen(wanted, address, () => ready(server))
  })

beforeAll(async () => {
  meant = await listening('127.0.0.1', 0)
  const address = meant.address()
  port = typeof address === 'object' && address ? address.port : 0
  other = await listening('127.0.0.2', port)
})
afterAll(() => {
  meant.close()
  other.close()
})
beforeEach(() => {
  calls = []
})

const sending = { headers: { 'content-type': 'application/json' }, body: '{"ấp": 1}', timeout: 5000 }
const changing = (...addresses: string[]) => {
  let asked = 0
  return async () => [{ address: addresses[asked++] ?? '', family: 4 }]
}

describe('a receiver', () => {
  it('is reached at the address that was looked at, even if its name leads elsewhere a moment later', async () => {
    const resolve = changing('127.0.0.1', '127.0.0.2')
    expect(await postToReceiver(`http://tinhuy.example.vn:${port}/`, sending, { allowLocal: true, resolve })).toBe(204)
    expect(calls).toEqual(['127.0.0.1'])
  })

  it.each([
    ['a name', 'tinhuy.example.vn'],
    ['a number', '127.0.0.1'],
    ['a number of IPv6', '[::1]'],
  ])('inside is never connected to, given by %s', async (_by, host) => {
    const resolve = changing('127.0.0.1')
    await expect(postToReceiver(`http://${host}:${port}/`, sending, { allowLocal: false, resolve })).rejects.toThrow(
      LocalAddress,
    )
    expect(calls).toEqual([])
  })

  it('with one inner address among public ones is not connected to', async () => {
    const resolve = async () => ['203.0.113.9', '10.0.0.1'].map((address) => ({ address, family: 4 }))
    await expect(
      postToReceiver(`http://tinhuy.example.vn:${port}/`, sending, { allowLocal: false, resolve }),
    ).rejects.toThrow(LocalAddress)
  })

  it('that sends on to another address is not followed', async () => {
    const resolve = changing('127.0.0.1', '127.0.0.2')
    expect(
      await postToReceiver(`http://tinhuy.example.vn:${port}/elsewhere`, sending, { allowLocal: true, resolve }),
    ).toBe(302)
    expect(calls).toEqual(['127.0.0.1'])
  })
})
