/** What other systems may be told: one name per event, `noun.past`, and never personal data in its contents. */
export const eventTypes = [
  'dossier.registered',
  'dossier.submitted',
  'dossier.proposed',
  'dossier.returned',
  'dossier.appraised',
  'dossier.withdrawn',
  'dossier.not_recognised',
  'title.recognised',
  'title.confirmed',
  'title.under_review',
  'title.revoked',
  'document.issued',
  'target.agreed',
  'unit.changed',
] as const
export type EventType = (typeof eventTypes)[number]

/** Waiting times after failed attempts, in seconds; after the last one the delivery is given up and shown as failed. */
const waits = [5, 60, 300, 1800, 7200, 18_000, 36_000, 86_400] as const

/** When to try again after so many failed attempts (1 or more); null when it is given up. */
export function nextAttempt(attempts: number, now: Date): Date | null {
  const wait = waits[attempts - 1]
  return wait === undefined ? null : new Date(now.getTime() + wait * 1000)
}

/** Why an address may not receive events, or null. Only public HTTPS addresses may, so that no inner service is reached. */
export function refusedAddress(address: string, allowLocal: boolean): 'not_an_address' | 'not_https' | 'local' | null {
  const url = parse(address)
  if (url === null) return 'not_an_address'
  if (allowLocal) return null
  if (url.protocol !== 'https:') return 'not_https'
  return isLocal(url.host) ? 'local' : null
}

function parse(address: string): { protocol: string; host: string } | null {
  const match = /^(https?:)\/\/(?:[^/?#@]*@)?(\[[^\]]+\]|[^/?#:]+)(?::\d{1,5})?(?:[/?#]|$)/i.exec(address)
  return match?.[1] && match[2] ? { protocol: match[1].toLowerCase(), host: match[2].toLowerCase() } : null
}

/** Names and numbers of this machine, its network, and link-local addresses (RFC 1918, 4193, 3927, 6890), and IPv6 numbers that stand for IPv4 ones. */
export function isLocal(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '')
  if (name === 'localhost' || /\.(localhost|local|internal|lan)$/.test(name) || !/[.:]/.test(name)) return true
  if (name.includes(':')) return /^(::|f[cdf]|fe[89a-f]|64:ff9b:|2002:)/.test(name)
  const parts = name.split('.').map(Number)
  if (parts.length !== 4 || parts.some((part) => Number.isNaN(part))) return /^[\d.x]+$/i.test(name)
  const [a = 0, b = 0] = parts
  return (
    a === 0 ||
    a === 10 ||
    a === 127 ||
    a >= 224 ||
    (a === 169 && b === 254) ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && b === 168) ||
    (a === 100 && b >= 64 && b < 128) ||
    (a === 198 && (b === 18 || b === 19)) ||
    (a === 192 && b === 0 && parts[2] === 0)
  )
}
