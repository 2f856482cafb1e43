import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { asActor } from '#platform/server/actor.ts'
import type { Plugin } from '#platform/server/discover.ts'
import { type Call, requirePermission } from '#platform/server/serve.ts'
import type { Permission } from '#shared/permission.ts'
import { Problem } from '#shared/problem.ts'
import type { OfficialDocument } from '../content.ts'
import { renderDocx } from './docx.ts'
import { renderPdf, renderPicture } from './pdf.ts'

/** Documents as files: read in one transaction, made after it is over. */

export type Download = 'pdf' | 'docx' | 'svg'

const types: Record<Download, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  svg: 'image/svg+xml; charset=utf-8',
}

/** A picture is shown in place, a PDF too unless it is asked for as a download; a Word file is taken along. */
export function fileHeaders(name: string, format: Download): Record<string, string> {
  const file = `${name.replaceAll(/[\\/:*?"<>|]/gu, '-')}.${format}`
  const way = format === 'docx' ? 'attachment' : 'inline'
  return {
    'content-type': types[format],
    'content-disposition': `${way}; filename="document.${format}"; filename*=UTF-8''${encodeURIComponent(file)}`,
    'cache-control': 'private, no-store',
    'x-robots-tag': 'noindex',
  }
}

const renderers = { pdf: renderPdf, docx: renderDocx, svg: renderPicture }

export async function sendDocument(
  reply: FastifyReply,
  { document, format, name }: { document: OfficialDocument; format: Download; name: string },
): Promise<FastifyReply> {
  const bytes = await renderers[format](document)
  return reply.headers(fileHeaders(name, format)).send(Buffer.from(bytes))
}

/** Runs a reading as whoever is asking, behind row-level security; what is taken along may be written in the journal. */
export async function inReading<T>(
  { actorOf, ...services }: Parameters<Plugin>[1],
  request: FastifyRequest,
  permission: Permission,
  run: (call: Call) => Promise<T>,
): Promise<T> {
  const { db, clock } = services
  const actor = requirePermission(await actorOf(request), permission, clock.today())
  return asActor(db, actor, clock, 'write', (tx) =>
    run({ tx, actor, now: clock.now(), today: clock.today(), language: actor.language, services }),
  )
}

/** An address that cannot be one names nothing. */
export function notFoundUnless<T extends z.ZodType>(address: T, params: unknown, reason: string): z.output<T> {
  const read = address.safeParse(params)
  if (!read.success) throw new Problem('not_found', { reason })
  return read.data
}
