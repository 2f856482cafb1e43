import type { Readable } from 'node:stream'
import { record } from '#platform/server/journal.ts'
import type { Call } from '#platform/server/serve.ts'
import { openStorage } from '#platform/server/storage.ts'
import { Problem } from '#shared/problem.ts'
import { getEvidence, requireReading } from './queries.ts'
import { type FileKind, fileKinds } from '../fileKind.ts'

export type Download = { stream: Readable; headers: Record<string, string | number> }

/**
 * The file of a piece of evidence, for whoever may read it; the reading is in the journal. The stream is opened after the
 * transaction, so that a slow reader does not hold a connection.
 */
export async function openDownload(
  call: Call,
  { unitId, evidenceId, inPlace }: { unitId: string; evidenceId: string; inPlace: boolean },
): Promise<() => Promise<Download>> {
  const parts = await requireReading(call, unitId)
  const { view } = await getEvidence(call, unitId, evidenceId)
  const { file } = view(parts)
  if (file === null) throw new Problem('not_found', { reason: 'file' })
  await record(call, {
    action: 'evidence.downloaded',
    objectType: 'evidence',
    objectId: evidenceId,
    unitId,
    after: { sha256: file.sha256 },
  })
  const storage = await openStorage(call.services.settings)
  return async () => ({
    stream: await storage.get(file.sha256),
    headers: {
      'content-type': fileKinds[file.kind].mediaType,
      'content-length': file.bytes,
      'content-disposition': disposition(file.name, inPlace && file.shown),
      'x-content-type-options': 'nosniff',
      'content-security-policy': policyFor(file.kind, inPlace),
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, no-store',
    },
  })
}

/**
 * Whatever is in the file, it runs nothing and reaches nothing of the application. A PDF shown in place goes without the
 * sandbox, in which browsers refuse to start their reader; that reader keeps it apart by itself.
 */
const policyFor = (kind: FileKind, inPlace: boolean): string =>
  `default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'${inPlace && kind === 'pdf' ? '' : '; sandbox'}`

/** RFC 6266 with the name as RFC 5987 writes it, and one of plain letters for readers that know only that. */
export function disposition(name: string, inPlace: boolean): string {
  const plain = name
    .normalize('NFD')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .replace(/\p{M}/gu, '')
    .replace(/[^\w. -]/gu, '_')
  const encoded = encodeURIComponent(name).replace(
    /['()*!]/gu,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${inPlace ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encoded}`
}
