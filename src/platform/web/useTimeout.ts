import { useEffect, useEffectEvent } from 'react'

/** Does something after so many milliseconds; `null` stops the clock. */
export function useTimeout(act: () => void, delay: number | null): void {
  const onTime = useEffectEvent(act)
  useEffect(() => {
    if (delay === null) return undefined
    const timer = setTimeout(onTime, delay)
    return () => clearTimeout(timer)
  }, [delay])
}
