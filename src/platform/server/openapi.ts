import { OpenAPIGenerator } from '@orpc/openapi'
import type { AnyRouter } from '@orpc/server'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { problems } from '#shared/problem.ts'

/** The whole API as OpenAPI 3.1, made from the contracts. */
export async function describeApi(router: AnyRouter): Promise<Record<string, unknown>> {
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
  return { ...document }
}
