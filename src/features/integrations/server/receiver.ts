import { lookup as systemLookup } from 'node:dns/promises'
import http from 'node:http'
import https from 'node:https'
import net from 'node:net'
import { isLocal } from '../event.ts'

export type Resolve = (host: string) => Promise<readonly { address: string; family: number }[]>
type Sending = { headers: Record<string, string>; body: string; timeout: number }
/** `allowLocal`: receivers of this machine and its network, in demonstrations only. */
type Reach = { allowLocal: boolean; resolve?: Resolve }

export class LocalAddress extends Error {}

const bySystem: Resolve = (host) => systemLookup(host, { all: true })

/**
 * Posts to a receiver and returns the status of its answer; redirects are not followed. The name is looked up once and the
 * connection goes to the very address that was looked at: a name that changes in between leads nowhere else. Throws
 * `LocalAddress` where an inner service would be reached, and whatever the network says.
 */
export async function postToReceiver(
  address: string,
  { headers, body, timeout }: Sending,
  { allowLocal, resolve = bySystem }: Reach,
): Promise<number> {
  const url = new URL(address)
  const host = url.hostname.replace(/^\[|\]$/gu, '')
  const family = net.isIP(host)
  const found = family === 0 ? await resolve(host) : [{ address: host, family }]
  if (!allowLocal && found.some((one) => isLocal(one.address))) throw new LocalAddress('local address')
  const [pinned] = found
  if (pinned === undefined) throw new Error(`no address: ${host}`)
  const { request: begin } = url.protocol === 'https:' ? https : http
  return new Promise((done, fail) => {
    const request = begin(
      url,
      {
        method: 'POST',
        headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
        signal: AbortSignal.timeout(timeout),
        // A connection kept from before may lead to where the name led then.
        agent: false,
        lookup: (_host, options, answer) =>
          options.all === true ? answer(null, [pinned]) : answer(null, pinned.address, pinned.family),
      },
      (response) => {
        response.destroy()
        done(response.statusCode ?? 0)
      },
    )
    request.on('error', fail)
    request.end(body)
  })
}
