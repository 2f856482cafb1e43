import { z } from 'zod'
import { endpoint, Id, Line, Version } from '#shared/contract.ts'
import { permission } from '#shared/permission.ts'
import { eventTypes } from './event.ts'

const administer = permission(
  'integration.administer',
  { vi: 'Quản lý kết nối với hệ thống khác', en: 'Administer links to other systems' },
  [
    { level: 'province', roles: ['administrator'] },
    { level: 'commune', roles: ['administrator'] },
  ],
)

const TokenView = z.object({
  id: Id,
  name: z.string(),
  unitId: Id,
  unitName: z.string(),
  permissions: z.array(z.string()),
  madeAt: z.string(),
  expiresAt: z.string().nullable(),
  withdrawnAt: z.string().nullable(),
})

export const listTokens = endpoint(administer)
  .route({ method: 'GET', path: '/tokens', summary: 'Các khóa truy cập của hệ thống khác' })
  .output(z.array(TokenView))

/** The secret is in the answer once and is kept nowhere. */
export const makeToken = endpoint(administer)
  .route({ method: 'POST', path: '/tokens', summary: 'Cấp khóa truy cập' })
  .input(
    z.object({
      id: Id,
      name: Line(120),
      unitId: Id,
      /** Codes of permissions, as the table of permissions lists them. */
      permissions: z
        .array(z.string().regex(/^[a-z_]+\.[a-z_]+$/))
        .min(1)
        .max(50),
      days: z.number().int().min(1).max(730),
    }),
  )
  .output(z.object({ token: z.string(), view: TokenView }))

export const withdrawToken = endpoint(administer)
  .route({ method: 'POST', path: '/tokens/{tokenId}/withdraw', summary: 'Thu hồi khóa truy cập' })
  .input(z.object({ tokenId: Id }))
  .output(TokenView)

const WebhookView = z.object({
  id: Id,
  unitId: Id,
  unitName: z.string(),
  url: z.string(),
  eventTypes: z.array(z.string()),
  paused: z.boolean(),
  version: Version,
  waiting: z.number().int(),
  failed: z.number().int(),
  lastDeliveredAt: z.string().nullable(),
})

export const listWebhooks = endpoint(administer)
  .route({ method: 'GET', path: '/webhooks', summary: 'Nơi nhận sự kiện' })
  .output(z.array(WebhookView))

/** Events are signed after Standard Webhooks; the secret is in the answer once. */
export const makeWebhook = endpoint(administer)
  .route({ method: 'POST', path: '/webhooks', summary: 'Thêm nơi nhận sự kiện' })
  .input(z.object({ id: Id, unitId: Id, url: Line(500), eventTypes: z.array(z.enum(eventTypes)).min(1) }))
  .output(z.object({ secret: z.string(), view: WebhookView }))

export const pauseWebhook = endpoint(administer)
  .route({ method: 'POST', path: '/webhooks/{webhookId}/pause', summary: 'Tạm dừng hoặc gửi tiếp' })
  .input(z.object({ webhookId: Id, paused: z.boolean(), version: Version }))
  .output(WebhookView)
