import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { createHash } from 'node:crypto'
import type { Tx } from '#platform/server/database.ts'
import type { Settings } from '#platform/server/settings.ts'
import { openStorage } from '#platform/server/storage.ts'
import type { Leaf } from '#features/rule-sets/item.ts'
import type { Ledger } from './ledger.ts'
import { PLAN_2026 } from './programme.ts'
import type { Records } from './records.ts'
import { demoId, insertAll } from './table.ts'
import { unitId } from './places.ts'

/** Evidence: reports and minutes by number and date, drawn pictures as files. */

const files = {
  report: { name: 'bao-cao-tu-tham-dinh.pdf', mediaType: 'application/pdf' },
  road: { name: 'duong-lien-to.jpg', mediaType: 'image/jpeg' },
  hall: { name: 'nha-van-hoa.jpg', mediaType: 'image/jpeg' },
} as const
type FileKey = keyof typeof files
export type Files = ReadonlyMap<FileKey, { name: string; sha256: string }>

/** Keeps the files in the storage that is configured; kept before, they are the same files. */
export async function placeFiles(tx: Tx, settings: Settings): Promise<Files> {
  const storage = await openStorage(settings)
  const placed = new Map<FileKey, { name: string; sha256: string }>()
  for (const key of ['report', 'road', 'hall'] as const) {
    const { name, mediaType } = files[key]
    const place = fileURLToPath(new URL(`./data/files/${name}`, import.meta.url))
    const content = await readFile(place)
    const sha256 = createHash('sha256').update(content).digest('hex')
    await storage.put(sha256, place)
    await insertAll(tx, 'stored_file', [{ sha256, bytes: content.length, media_type: mediaType }])
    placed.set(key, { name, sha256 })
  }
  return placed
}

export type Paper = {
  /** In the programme's list of documents. */
  code: string
  title: string
  number?: string
  on: string
  by: string
  /** Items it speaks for. */
  items?: readonly Leaf[]
  file?: FileKey
}

/** Adds a document to a dossier; under the plan of 2020-2025 no list of documents is known. */
export function addPaper(ledger: Ledger, records: Records, held: Files, paper: Paper): void {
  if (ledger.programme.code !== PLAN_2026) return
  const { code, title, number, on, by, items = [], file } = paper
  const unit = unitId(ledger.cell.slug)
  const id = demoId('evidence', `${ledger.dossierId}:${code}:${title}`)
  const content = file === undefined ? undefined : held.get(file)
  records.evidence.push({
    unit_id: unit,
    id,
    title: `${title}, ${ledger.cell.name}`,
    file_name: content?.name ?? null,
    sha256: content?.sha256 ?? null,
    document_number: number ?? null,
    document_date: number === undefined ? null : on,
    effective_on: on,
    uploaded_by: by,
    uploaded_at: `${on}T08:30:00+07:00`,
  })
  const places = [{ purpose: 'checklist', code }, ...items.map((item) => ({ purpose: 'item', code: item.code }))]
  records.evidence_use.push(
    ...places.map((place) => ({
      unit_id: unit,
      id: demoId('evidence_use', `${id}:${place.purpose}:${place.code}`),
      evidence_id: id,
      dossier_id: ledger.dossierId,
      ...place,
    })),
  )
}
