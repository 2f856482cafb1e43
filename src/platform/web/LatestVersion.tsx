import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from './Button.tsx'
import { useMessages } from './lang.tsx'
import * as messages from './messages.ts'

/** Loads what somebody else has changed meanwhile; what is typed stays. */
export function LatestVersion() {
  const m = useMessages(messages)
  const client = useQueryClient()
  const [state, setState] = useState<'old' | 'loading' | 'new'>('old')
  if (state === 'new') return <p className="small">{m.latestLoaded}</p>
  const load = () => {
    setState('loading')
    void client.invalidateQueries().then(() => setState('new'))
  }
  return (
    <Button small icon="undo" busy={state === 'loading'} onClick={load}>
      {m.loadLatest}
    </Button>
  )
}
