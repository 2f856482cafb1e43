/** A file on its way: begun, cut off, gone on with, checked, kept. */
import { existsSync } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { newId } from '#platform/server/id.ts'
import { record } from '#platform/server/journal.ts'
import type { Call, Services } from '#platform/server/serve.ts'
import type { Settings } from '#platform/server/settings.ts'
import { openStorage } from '#platform/server/storage.ts'
import { Problem, type ProblemCode } from '#shared/problem.ts'
import { startRefusal } from '../evidence.ts'
import {
  type FileKind,
  fileKinds,
  isPictureKind,
  kindOfMediaType,
  tidyFileName,
  trueName,
  UPLOAD_KEPT_DAYS,
} from '../fileKind.ts'
import type { ContentRefusal, Refusal } from '../refusal.ts'
import { writeClean } from './cleanPicture.ts'
import { inspectContent } from './content.ts'
import { findSameFile, requireParts } from './queries.ts'
import { refuse } from './refuse.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u
/** A finished upload can be made evidence, and asked about again, for so long after it would have expired. */
const ROW_KEPT_DAYS = 30

/** Where the bytes of unfinished uploads are. All processes must see the same folder. */
export const uploadFolder = (settings: Settings): string => path.join(settings.dataDir, 'uploads')
const placeOf = (settings: Settings, uploadId: string): string => path.join(uploadFolder(settings), uploadId)

type UploadStart = { unitId: string; fileName: string; bytes: number }

/** Begin an upload into a cell: it belongs to the account. Refused before a byte is read when it can come to nothing. */
export async function startUpload(call: Call, { unitId, fileName, bytes }: UploadStart): Promise<string> {
  const { tx, actor, now } = call
  await requireParts(call, unitId)
  const open = await tx
    .selectFrom('upload')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('state', '=', 'receiving')
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow()
  const refusal = startRefusal(bytes, open.count)
  if (refusal) refuse(statusOf(refusal), refusal)
  const id = newId()
  const expiresAt = new Date(now.getTime() + UPLOAD_KEPT_DAYS * 86_400_000)
  await tx
    .insertInto('upload')
    .values({
      unit_id: unitId,
      id,
      account_id: actor.accountId ?? '',
      person_id: actor.personId,
      file_name: tidyFileName(fileName),
      bytes,
      started_at: now,
      expires_at: expiresAt,
    })
    .execute()
  return id
}

const statusOf = (refusal: Refusal): ProblemCode => {
  if (refusal === 'file_too_large') return 'too_large'
  return refusal === 'too_many_uploads' ? 'too_many_requests' : 'invalid'
}

/** The actor's own upload that still takes bytes; anybody else's, expired or cancelled ones are not there. */
export async function requireOpenUpload({ tx, now }: Call, uploadId: string) {
  const upload = await tx.selectFrom('upload').selectAll().where('id', '=', uploadId).executeTakeFirst()
  const gone = !upload || upload.state === 'cancelled' || (upload.state === 'receiving' && upload.expires_at <= now)
  if (gone) refuse('not_found', 'upload_gone')
  return upload
}

/** The upload is given up; its bytes go with the next sweep. */
export async function cancelUpload(call: Call, uploadId: string): Promise<void> {
  const upload = await requireOpenUpload(call, uploadId)
  if (upload.state !== 'receiving') refuse('not_allowed_now', 'upload_gone')
  await call.tx.updateTable('upload').set({ state: 'cancelled' }).where('id', '=', uploadId).execute()
}

/**
 * Check an upload that has arrived whole and keep its file. Asking again, also after the process died in between, gives the
 * same answer: the file is in the storage before the row says so.
 */
export async function checkUpload(call: Call, uploadId: string) {
  const { tx } = call
  await tx.selectFrom('upload').select('id').where('id', '=', uploadId).forUpdate().executeTakeFirst()
  const upload = await requireOpenUpload(call, uploadId)
  await requireParts(call, upload.unit_id)
  const file = upload.state === 'received' ? await keptFile(call, upload) : await keepFile(call, upload)
  const { fileName, wrongExtension } = trueName(upload.file_name, file.kind)
  const existing = await findSameFile(tx, upload.unit_id, file.sha256)
  const { position_undecided: hasPosition } = await call.tx
    .selectFrom('upload')
    .select('position_undecided')
    .where('id', '=', uploadId)
    .executeTakeFirstOrThrow()
  return { uploadId, fileName, wrongExtension, hasPosition, ...file, existing }
}

type Upload = Awaited<ReturnType<typeof requireOpenUpload>>
type KeptFile = { kind: FileKind; bytes: number; sha256: string }

async function keptFile({ tx }: Call, upload: Upload): Promise<KeptFile> {
  const sha256 = upload.sha256 ?? ''
  const stored = await tx.selectFrom('stored_file').selectAll().where('sha256', '=', sha256).executeTakeFirstOrThrow()
  const kind = kindOfMediaType(stored.media_type)
  if (kind === null) throw new Error(`Stored under an unknown media type: ${sha256}`)
  return { kind, bytes: stored.bytes, sha256 }
}

async function keepFile(call: Call, upload: Upload): Promise<KeptFile> {
  const place = placeOf(call.services.settings, upload.id)
  const clean = `${place}.clean`
  try {
    const { arrived, ...content } = await inTurn(() => inspect(place, clean))
    if (arrived < upload.bytes) refuse('not_allowed_now', 'upload_unfinished')
    if ('refusal' in content) return refuse('unsupported_file', content.refusal)
    const { position, from, ...file } = content
    await store(call, upload, { file, from, position })
    return file
  } finally {
    await rm(clean, { force: true })
  }
}

type Inspected = { arrived: number } & ({ refusal: ContentRefusal } | (KeptFile & { position: boolean; from: string }))

/** What the file is; a picture is written anew to `clean`, without where, when and by which device it was taken. */
async function inspect(place: string, clean: string): Promise<Inspected> {
  const content = await inspectContent(place)
  const arrived = content.bytes
  if ('refusal' in content) return { arrived, refusal: content.refusal }
  const { kind } = content
  if (!isPictureKind(kind)) return { arrived, ...content, position: false, from: place }
  const written = await writeClean(kind, place, clean)
  return written === null ? { arrived, refusal: 'picture_unclear' } : { arrived, kind, ...written, from: clean }
}

/** The file at `from` goes into the storage, and the upload says so. */
async function store(
  call: Call,
  upload: Upload,
  { file, from, position }: { file: KeptFile; from: string; position: boolean },
): Promise<void> {
  const { tx, services } = call
  const { kind, bytes, sha256 } = file
  const storage = await openStorage(services.settings)
  await storage.put(sha256, from)
  await tx
    .insertInto('stored_file')
    .values({ sha256, bytes, media_type: fileKinds[kind].mediaType })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await tx
    .updateTable('upload')
    .set({ state: 'received', sha256, position_undecided: position })
    .where('id', '=', upload.id)
    .execute()
  await record(call, {
    action: 'upload.received',
    objectType: 'upload',
    objectId: upload.id,
    unitId: upload.unit_id,
    after: { bytes, sha256, kind },
  })
}

/** Its sender says that the place is what the picture proves: it is kept as it came. */
export async function keepOriginal(call: Call, uploadId: string): Promise<KeptFile> {
  const upload = await requireOpenUpload(call, uploadId)
  const place = placeOf(call.services.settings, uploadId)
  if (!upload.position_undecided || !existsSync(place)) refuse('not_allowed_now', 'position_gone')
  const content = await inTurn(() => inspectContent(place))
  if ('refusal' in content) return refuse('unsupported_file', content.refusal)
  await store(call, upload, { file: content, from: place, position: false })
  return content
}

/** Whether its place is kept has been decided: the bytes as they came go with the next sweep. */
export async function settlePosition({ tx }: Call, uploadId: string): Promise<void> {
  await tx.updateTable('upload').set({ position_undecided: false }).where('id', '=', uploadId).execute()
}

/** Looking into a file costs seconds of a processor at worst: a few at a time, the rest are asked to come again. */
const MAX_INSPECTIONS = 4
let inspections = 0

async function inTurn<T>(look: () => Promise<T>): Promise<T> {
  if (inspections >= MAX_INSPECTIONS) throw new Problem('busy')
  inspections += 1
  try {
    return await look()
  } finally {
    inspections -= 1
  }
}

/** Uploads nobody will go on with lose their bytes and, a while later, their row. Returns how many files went. */
export async function sweepUploads({ db, clock, settings }: Services): Promise<number> {
  const now = clock.now()
  await mkdir(uploadFolder(settings), { recursive: true })
  const names = await readdir(uploadFolder(settings))
  const ids = [...new Set(names.map((name) => name.replace(/\.(?:json|clean)$/u, '')))].filter((name) =>
    UUID.test(name),
  )
  const open =
    ids.length === 0
      ? []
      : await db
          .selectFrom('upload')
          .select('id')
          .where('id', 'in', ids)
          .where((is) => is.or([is('state', '=', 'receiving'), is('position_undecided', '=', true)]))
          .where('expires_at', '>', now)
          .execute()
  const wanted = new Set(open.map(({ id }) => id))
  const done = ids.filter((id) => !wanted.has(id))
  for (const id of done) {
    await rm(placeOf(settings, id), { force: true })
    await rm(`${placeOf(settings, id)}.json`, { force: true })
    await rm(`${placeOf(settings, id)}.clean`, { force: true })
  }
  await db
    .deleteFrom('upload')
    .where('expires_at', '<', new Date(now.getTime() - ROW_KEPT_DAYS * 86_400_000))
    .execute()
  const storage = await openStorage(settings)
  await storage.sweep()
  return done.length
}
