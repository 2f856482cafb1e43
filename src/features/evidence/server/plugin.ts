import { FileStore } from '@tus/file-store'
import { Server, Upload } from '@tus/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { asActor } from '#platform/server/actor.ts'
import type { Plugin } from '#platform/server/discover.ts'
import { type Call, requirePermission } from '#platform/server/serve.ts'
import { Id } from '#shared/contract.ts'
import type { Permission } from '#shared/permission.ts'
import { Problem } from '#shared/problem.ts'
import { addEvidence, readEvidence } from '../contract.ts'
import { MAX_FILE_BYTES } from '../fileKind.ts'
import { openDownload } from './download.ts'
import { refuse } from './refuse.ts'
import { cancelUpload, requireOpenUpload, startUpload, uploadFolder } from './uploads.ts'

const UPLOADS = '/api/v1/uploads'
const TUS = '1.0.0'

/** Uploads by the tus protocol (https://tus.io/protocols/resumable-upload, 1.0.0), and downloads: bytes that never pass through memory. */
export const plugin: Plugin = async (app, services) => {
  const store = new FileStore({ directory: uploadFolder(services.settings) })
  // An upload begins here, where its owner and cell are checked; its length is known from the start.
  store.extensions = ['creation', 'termination']
  const tus = new Server({
    path: UPLOADS,
    datastore: store,
    maxSize: MAX_FILE_BYTES,
    allowedOrigins: [services.settings.origin],
  })
  app.addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) => done(null))
  const inCall = callMaker(services)

  app.post(UPLOADS, { config: { summary: 'Bắt đầu gửi một tệp (tus 1.0.0)' } }, async (request, reply) => {
    requireTus(request)
    const start = readStart(request)
    const id = await inCall(request, addEvidence, (call) => startUpload(call, start))
    await store.create(new Upload({ id, size: start.bytes, offset: 0 }))
    return reply
      .status(201)
      .headers({ 'tus-resumable': TUS, location: `${UPLOADS}/${id}` })
      .send()
  })
  routeOwnUploads(app, async (request, reply, uploadId) => {
    requireTus(request)
    await inCall(request, addEvidence, async (call) => {
      const upload = await requireOpenUpload(call, uploadId)
      if (request.method === 'PATCH' && upload.state !== 'receiving') refuse('not_allowed_now', 'upload_gone')
      if (request.method === 'DELETE') await cancelUpload(call, uploadId)
    })
    reply.hijack()
    await tus.handle(request.raw, reply.raw)
  })
  app.options(UPLOADS, async (request, reply) => {
    reply.hijack()
    await tus.handle(request.raw, reply.raw)
  })
  app.get(
    '/api/v1/units/:unitId/evidence/:evidenceId/file',
    { compress: false, config: { summary: 'Tải tệp minh chứng' } },
    async (request, reply) => {
      const { unitId, evidenceId } = FileAddress.parse(request.params)
      const { as } = HowToShow.parse(request.query)
      const open = await inCall(request, readEvidence, (call) =>
        openDownload(call, { unitId, evidenceId, inPlace: as === 'view' }),
      )
      const { stream, headers } = await open()
      return reply.headers(headers).send(stream)
    },
  )
}

const address = (name: 'upload' | 'evidence') =>
  Id.catch(() => {
    throw new Problem('not_found', { reason: name })
  })
const FileAddress = z.object({ unitId: address('evidence'), evidenceId: address('evidence') })
const HowToShow = z.object({ as: z.enum(['view', 'save']).catch('save') })

type OnUpload = (request: FastifyRequest, reply: FastifyReply, uploadId: string) => Promise<void>

function routeOwnUploads(app: FastifyInstance, run: OnUpload): void {
  app.route<{ Params: { uploadId: string } }>({
    method: ['HEAD', 'PATCH', 'DELETE'],
    url: `${UPLOADS}/:uploadId`,
    config: { summary: 'Gửi tiếp, hỏi đã nhận tới đâu, hoặc bỏ một tệp (tus 1.0.0)' },
    handler: (request, reply) => run(request, reply, address('upload').parse(request.params.uploadId)),
  })
}

/** Runs something as whoever is asking, in one transaction behind row-level security. */
function callMaker(services: Parameters<Plugin>[1]) {
  const { db, clock } = services
  return async <T>(request: FastifyRequest, permission: Permission, run: (call: Call) => Promise<T>): Promise<T> => {
    const actor = requirePermission(await services.actorOf(request), permission, clock.today())
    return asActor(db, actor, clock, 'write', (tx) =>
      run({ tx, actor, now: clock.now(), today: clock.today(), language: actor.language, services }),
    )
  }
}

function requireTus({ headers }: FastifyRequest): void {
  if (headers['tus-resumable'] !== TUS) throw new Problem('malformed', { reason: 'tus_version' })
}

const Start = z.object({
  bytes: z.coerce.number().int().min(0),
  unitId: Id,
  fileName: z.string().max(1000),
})

/** What the sender says of the file: `Upload-Length`, and in `Upload-Metadata` the cell and the file's name. */
function readStart({ headers }: FastifyRequest) {
  const length = headers['upload-length']
  const metadata = headers['upload-metadata']
  const read = Start.safeParse({ bytes: length, ...readMetadata(typeof metadata === 'string' ? metadata : '') })
  if (read.success && typeof length === 'string' && /^\d{1,15}$/u.test(length)) return read.data
  const issues = read.error?.issues ?? [{ path: ['bytes'], message: 'integer' }]
  throw new Problem('invalid', {
    reason: 'upload_metadata',
    errors: issues.map(({ path, message }) => ({ pointer: `/${path.join('/')}`, detail: message })),
  })
}

function readMetadata(header: string): Record<string, string> {
  const pairs = header.split(',').map((pair) => pair.trim().split(' '))
  return Object.fromEntries(pairs.map(([key = '', value = '']) => [key, Buffer.from(value, 'base64').toString('utf8')]))
}
