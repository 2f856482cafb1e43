/** The end of the journal's chain at an instant, as it is signed, printed and compared. */

export type Seal = {
  /** 1, 2, 3… without gaps. */
  number: number
  /** How many entries the chain holds by then. */
  position: number
  /** The highest entry number sealed by then. */
  upTo: number
  chainHash: string
  /** Microseconds since 1970, by the database's clock. */
  sealedAt: number
  keyId: string
  signature: string
}

/** A seal kept outside the database, with the key by which it can be checked there. */
export type Anchor = Seal & { publicKey: string }

/** Exactly what is signed: one fact a line. */
export function sealText({ number, position, upTo, chainHash, sealedAt }: Omit<Seal, 'keyId' | 'signature'>): string {
  return ['vung-manh journal 1', number, position, upTo, chainHash, sealedAt].join('\n')
}

/** No transaction lasts longer, in seconds: a row numbered below what was sealed that long ago came in another way. */
export const LONGEST_TRANSACTION = 3600
/** An entry that is still unsealed after so many seconds is worth telling: the sealer stands still. */
export const SEALED_WITHIN = 600

/** What was found to be wrong, and where. `entry` is the number of a journal row, `position` its place in the chain. */
export type Finding =
  | { kind: 'edited' | 'deleted' | 'inserted' | 'misdated'; entry: number }
  | { kind: 'link_edited'; position: number; entry: number }
  | { kind: 'links_missing' | 'links_unsealed'; from: number; to: number }
  | { kind: 'seal_missing' | 'seal_edited' | 'seal_key_unknown'; seal: number }
  | { kind: 'rewritten'; seal: number; from: number; to: number }
  | { kind: 'anchor_edited' | 'anchor_differs'; seal: number; anchor: string }

export type Verification = {
  entries: number
  seals: number
  findings: Finding[]
  /** Entries not sealed within `SEALED_WITHIN`. */
  waiting: number
}
