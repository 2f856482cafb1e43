/**
 * The application's files are kept on the device, so that it opens without a network. A new version takes over when the
 * application is opened; under open hands it waits until somebody says so (`useNewVersion`).
 */
import { useSyncExternalStore } from 'react'

let waiting: ServiceWorker | null = null
const listeners = new Set<() => void>()

/** A version that arrives within so many milliseconds of opening is taken at once: nothing has been typed yet. */
const OPENING = 3000

export function registerServiceWorker(): void {
  if (!('serviceWorker' in navigator)) return
  const openedAt = performance.now()
  const had = navigator.serviceWorker.controller !== null
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (had) location.reload()
  })
  const watch = (registration: ServiceWorkerRegistration | undefined) => {
    // Browsers that are told to block service workers register nothing and say nothing.
    if (!registration) return
    const offer = (worker: ServiceWorker | null) => {
      // Without a controller this is the first version, and nobody waits for anything.
      if (worker?.state !== 'installed' || !navigator.serviceWorker.controller) return
      waiting = worker
      for (const listener of listeners) listener()
      if (performance.now() - openedAt < OPENING) takeNewVersion()
    }
    offer(registration.waiting)
    registration.addEventListener('updatefound', () => {
      const worker = registration.installing
      worker?.addEventListener('statechange', () => offer(worker))
    })
  }
  window.addEventListener('load', () => {
    navigator.serviceWorker.register('/worker.js').then(watch, (error: unknown) => reportError(error))
  })
}

/** Lets the version that waits take over; the page is loaded anew when it has. */
export function takeNewVersion(): void {
  waiting?.postMessage('take-over')
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether a newer version of the application waits on this device. */
export const useNewVersion = (): boolean => useSyncExternalStore(subscribe, () => waiting !== null)
