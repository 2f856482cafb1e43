import { createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { CacheFirst } from 'workbox-strategies'

/** The service worker: the application's files on the device. Records and answers of the server are none of its business. */
declare const self: ServiceWorkerGlobalScope
/** Which files, and of which build: written in when the screens are built. */
declare const __PRECACHED__: { url: string; revision: string | null }[]

const VISITED = 'visited-assets'

precacheAndRoute(__PRECACHED__)
// A page's address opens the application, network or not; what only the server has is asked of the server.
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: [/^\/api\//u, /^\/healthz|^\/readyz/u] }),
)
// Pages that need a network anyway are kept once they were opened; their names change with their content.
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/assets/'),
  new CacheFirst({ cacheName: VISITED }),
)

self.addEventListener('message', ({ data }) => {
  if (data === 'take-over') void self.skipWaiting()
})
self.addEventListener('activate', (event) => {
  event.waitUntil(caches.delete(VISITED))
})
