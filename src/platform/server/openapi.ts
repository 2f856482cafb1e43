import { OpenAPIGenerator } from '@orpc/openapi'
import type { AnyRouter } from '@orpc/server'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import type { FastifyInstance, RouteOptions } from 'fastify'
import { problems } from '#shared/problem.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a plain route is for, as the description of the API says it. */
    summary?: string
  }
}

const PREFIX = '/api/v1'
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** Uploads and downloads pass by the contracts; they are described as they are registered. */
export function watchPlainRoutes(app: FastifyInstance): RouteOptions[] {
  const seen: RouteOptions[] = []
  app.addHook('onRoute', (route) => {
    if (route.url.startsWith(`${PREFIX}/`) && !route.url.endsWith('/*')) seen.push(route)
  })
  return seen
}

function describePlain(routes: readonly RouteOptions[]): Record<string, Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const { url, method, config } of routes) {
    const path = url.slice(PREFIX.length).replaceAll(/:(\w+)/gu, '{$1}')
    const parameters = [...path.matchAll(/\{(\w+)\}/gu)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    }))
    const responses = { '200': { description: 'OK', content: { 'application/octet-stream': {} } } }
    const methods = [method].flat().filter((one) => METHODS.includes(one))
    const operations = methods.map((one) => [
      one.toLowerCase(),
      { summary: config?.summary ?? '', parameters, responses },
    ])
    paths[path] = { ...paths[path], ...Object.fromEntries(operations) }
  }
  return paths
}

/** The whole API as OpenAPI 3.1, made from the contracts and from what is registered beside them. */
export async function describeApi(router: AnyRouter, plain: readonly RouteOptions[]): Promise<Record<string, unknown>> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })
  const document = await generator.generate(router, {
    info: {
      title: 'Vững Mạnh',
      version: '1',
      description:
        'Mọi việc trên màn hình đều làm được qua đây. Lỗi theo RFC 9457 (application/problem+json); ghi dữ liệu kèm `version` và tiêu đề `Idempotency-Key` (UUID).',
    },
    servers: [{ url: '/api/v1' }],
    security: [{ session: [] }, { token: [] }],
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'vung-manh.session_token' },
        token: { type: 'http', scheme: 'bearer' },
      },
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status', 'code', 'detail'],
          properties: {
            type: { type: 'string' },
            title: { type: 'string' },
            status: { type: 'integer' },
            code: { type: 'string', enum: Object.keys(problems) },
            detail: { type: 'string' },
            reason: { type: 'string' },
            errors: {
              type: 'array',
              items: {
                type: 'object',
                properties: { pointer: { type: 'string' }, code: { type: 'string' }, detail: { type: 'string' } },
              },
            },
            data: {},
          },
        },
      },
    },
  })
  return { ...document, paths: { ...document.paths, ...describePlain(plain) } }
}
