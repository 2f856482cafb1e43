import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Database, Tx } from '#platform/server/database.ts'
import { type Anchor, type Finding, LONGEST_TRANSACTION, type Seal, SEALED_WITHIN, type Verification } from '../seal.ts'
import { CHAIN_START, chainHash, isGenuine, type SealKeys } from './keys.ts'
import { listSeals, settledUpTo } from './sealing.ts'

const BATCH = 5000

type Link = {
  position: number
  entry: number
  contentHash: string
  chainHash: string
  /** Of the journal's row: null when it is gone. */
  content: string | null
  storedHash: string | null
  at: number | null
}
export type NamedAnchor = { name: string; anchor: Anchor }
type Options = { patience?: number; anchors?: readonly NamedAnchor[] }

/** All of it in one snapshot: sealers and writers go on meanwhile. */
export async function verifyJournal(db: Database, keys: SealKeys, options: Options = {}): Promise<Verification> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((tx) => verifyInside(tx, keys, options))
}

/**
 * Walks the whole chain: every entry's content is hashed anew here, every link, seal and kept anchor is compared. Finds
 * any entry edited, deleted, inserted among sealed ones or reordered, and says which.
 */
export async function verifyInside(tx: Tx, keys: SealKeys, options: Options): Promise<Verification> {
  const { patience = LONGEST_TRANSACTION, anchors = [] } = options
  const seals = await listSeals(tx)
  const walked = await walk(tx, seals, patience)
  const unlinked = await listUnlinked(tx, patience)
  const findings = [...checkSeals(seals, keys), ...checkAnchors(seals, anchors, keys), ...walked.findings]
  return {
    entries: walked.entries,
    seals: seals.length,
    findings: [...findings, ...unlinked.findings],
    waiting: unlinked.waiting,
  }
}

function checkSeals(seals: readonly Seal[], keys: SealKeys): Finding[] {
  const findings: Finding[] = []
  let expected = 1
  for (const seal of seals) {
    for (; expected < seal.number; expected += 1) findings.push({ kind: 'seal_missing', seal: expected })
    expected = seal.number + 1
    const genuine = isGenuine(seal, keys)
    if (genuine !== true)
      findings.push({ kind: genuine === null ? 'seal_key_unknown' : 'seal_edited', seal: seal.number })
  }
  return findings
}

function checkAnchors(seals: readonly Seal[], anchors: readonly NamedAnchor[], keys: SealKeys): Finding[] {
  return anchors.flatMap(({ name, anchor }): Finding[] => {
    const about = { seal: anchor.number, anchor: name }
    if (isGenuine(anchor, keys) !== true) return [{ kind: 'anchor_edited', ...about }]
    const found = seals.find(({ number }) => number === anchor.number)
    return found?.signature === anchor.signature ? [] : [{ kind: 'anchor_differs', ...about }]
  })
}

async function walk(
  tx: Tx,
  seals: readonly Seal[],
  patience: number,
): Promise<{ entries: number; findings: Finding[] }> {
  const findings: Finding[] = []
  const ends = new Map<number, string>()
  const wanted = new Set(seals.map(({ position }) => position))
  const earliest = earliestBySeal(seals, patience)
  let last = 0
  let next = 0
  // After a link that does not fit, the next one fits what is stored, or what should have been.
  let before = [CHAIN_START]
  for (;;) {
    const links = await readLinks(tx, last)
    for (const link of links) {
      if (link.position !== last + 1) {
        findings.push({ kind: 'links_missing', from: last + 1, to: link.position - 1 })
        before = []
      }
      last = link.position
      const { hashes, finding } = checkLink(link, before)
      if (finding) findings.push(finding)
      before = hashes
      while ((seals[next]?.position ?? Infinity) < link.position) next += 1
      if (!finding && isMisdated(link, seals[next], earliest[next]))
        findings.push({ kind: 'misdated', entry: link.entry })
      if (wanted.has(link.position)) ends.set(link.position, link.chainHash)
    }
    if (links.length < BATCH) break
  }
  return { entries: last, findings: [...findings, ...checkEnds(seals, ends, last, findings)] }
}

/** The hashes the next link may build on, and what is wrong with this one. */
function checkLink(link: Link, before: readonly string[]): { hashes: string[]; finding: Finding | null } {
  const { position, entry } = link
  const actual = link.content === null ? null : createHash('sha256').update(link.content).digest('hex')
  const fits = (hash: string | null) =>
    hash !== null && before.some((earlier) => chainHash(earlier, position, entry, hash) === link.chainHash)
  const should = before.map((earlier) => chainHash(earlier, position, entry, actual ?? link.contentHash))
  const linked = before.length === 0 || fits(link.contentHash)
  const hashes = linked ? [link.chainHash] : [link.chainHash, ...should]
  if (!linked) return { hashes, finding: { kind: 'link_edited', position, entry } }
  if (actual === null) return { hashes, finding: { kind: 'deleted', entry } }
  const same = actual === link.contentHash && actual === link.storedHash
  return { hashes, finding: same ? null : { kind: 'edited', entry } }
}

/** For each seal, the earliest instant an entry under it can bear: a transaction's length before the seal settled by then. */
function earliestBySeal(seals: readonly Seal[], patience: number): number[] {
  const micros = patience * 1_000_000
  let settled = -1
  return seals.map(({ sealedAt }, at) => {
    while (settled + 1 < at && (seals[settled + 1]?.sealedAt ?? Infinity) <= sealedAt - micros) settled += 1
    return (seals[settled]?.sealedAt ?? 0) - micros
  })
}

function isMisdated({ at }: Link, seal: Seal | undefined, earliest = 0): boolean {
  return at !== null && seal !== undefined && (at > seal.sealedAt || at < earliest)
}

function checkEnds(
  seals: readonly Seal[],
  ends: ReadonlyMap<number, string>,
  last: number,
  earlier: readonly Finding[],
): Finding[] {
  const missing = (position: number) =>
    earlier.some((one) => one.kind === 'links_missing' && one.from <= position && position <= one.to)
  const blamed = new Set(earlier.flatMap((one) => (one.kind === 'link_edited' ? [one.position] : [])))
  const findings = seals.flatMap((seal, at): Finding[] => {
    const { number, position } = seal
    if (position > last || missing(position) || blamed.has(position)) return []
    const from = (seals[at - 1]?.position ?? 0) + 1
    return ends.get(position) === seal.chainHash ? [] : [{ kind: 'rewritten', seal: number, from, to: position }]
  })
  const sealed = seals.at(-1)?.position ?? 0
  if (sealed > last) findings.push({ kind: 'links_missing', from: last + 1, to: sealed })
  if (sealed < last) findings.push({ kind: 'links_unsealed', from: sealed + 1, to: last })
  return findings
}

/** The content is spelt out here, not asked of the function that wrote it: that could have been changed, too. */
async function readLinks(tx: Tx, after: number): Promise<Link[]> {
  const { rows } = await sql<Link>`
    select l.position, l.journal_id as entry, encode(l.content_hash, 'hex') as "contentHash",
      encode(l.chain_hash, 'hex') as "chainHash", encode(j.content_hash, 'hex') as "storedHash",
      (extract(epoch from j.at) * 1000000)::bigint as at,
      case when j.id is null then null else jsonb_build_array(j.id, (extract(epoch from j.at) * 1000000)::bigint,
        j.person_id, j.account_id, j.address, j.action, j.object_type, j.object_id, j.unit_id, j.before, j.after)::text
      end as content
    from journal_link l left join journal j on j.id = l.journal_id
    where l.position > ${after} order by l.position limit ${BATCH}`.execute(tx)
  return rows
}

async function listUnlinked(tx: Tx, patience: number): Promise<{ findings: Finding[]; waiting: number }> {
  const settled = await settledUpTo(tx, patience)
  const { rows } = await sql<{ entry: number; late: boolean }>`
    select j.id as entry, j.at < clock_timestamp() - make_interval(secs => ${SEALED_WITHIN}) as late from journal j
    where not exists (select 1 from journal_link l where l.journal_id = j.id) order by j.id`.execute(tx)
  return {
    findings: rows.flatMap(({ entry }) => (entry <= settled ? [{ kind: 'inserted' as const, entry }] : [])),
    waiting: rows.filter(({ entry, late }) => entry > settled && late).length,
  }
}
