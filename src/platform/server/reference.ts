import { createHash } from 'node:crypto'
import apiReference from '@scalar/fastify-api-reference'
import type { FastifyInstance } from 'fastify'

const inlineScripts = /<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/gu

/** The reference page of the API. Its one inline script is allowed by its hash, on this page only. */
export async function serveReference(app: FastifyInstance): Promise<void> {
  await app.register(async (scope) => {
    scope.addHook('onSend', async (_request, reply, payload) => {
      if (typeof payload === 'string' && String(reply.getHeader('content-type')).startsWith('text/html')) {
        const hashes = [...payload.matchAll(inlineScripts)].map(
          ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
        )
        reply.header(
          'content-security-policy',
          `default-src 'self'; script-src 'self' ${hashes.join(' ')}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'`,
        )
      }
      return payload
    })
    // No font, telemetry or anything else from another address.
    const configuration = { url: '/api/openapi.json', withDefaultFonts: false, telemetry: false, title: 'Vững Mạnh' }
    await scope.register(apiReference, { routePrefix: '/api/reference', configuration })
  })
}
