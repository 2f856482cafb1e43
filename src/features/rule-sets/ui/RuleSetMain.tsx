import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import type { RuleSetView } from '../contract.ts'
import * as messages from '../messages.ts'
import { CopyDialog } from './CopyDialog.tsx'
import { PublishDialog } from './PublishDialog.tsx'

/** The one thing to do with a set as it stands: publish a draft, or copy what is published to go on from it. */
export function RuleSetMain({ set }: { set: RuleSetView }) {
  const m = useMessages(messages)
  const [asked, setAsked] = useState(false)
  const close = () => setAsked(false)
  if (set.allowedActions.includes('publish')) {
    return (
      <>
        <Button look="main" onClick={() => setAsked(true)}>
          {m.publish}
        </Button>
        <PublishDialog set={set} open={asked} onClose={close} />
      </>
    )
  }
  if (!set.allowedActions.includes('copy') || set.status === 'draft') return null
  return (
    <>
      <Button look="main" icon="plus" onClick={() => setAsked(true)}>
        {m.copy}
      </Button>
      <CopyDialog set={set} open={asked} onClose={close} />
    </>
  )
}
