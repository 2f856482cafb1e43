import { useSyncExternalStore } from 'react'

const query = window.matchMedia('screen and (max-width: 55.99em)')

function subscribe(onChange: () => void): () => void {
  query.addEventListener('change', onChange)
  return () => query.removeEventListener('change', onChange)
}

/** Whether this is a phone, or a window or text size that leaves as little room. Same limit as in the styles. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => query.matches)
