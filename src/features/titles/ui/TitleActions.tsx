import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import type { TitleView } from '../contract.ts'
import * as messages from '../messages.ts'
import { CorrectionDialog } from './CorrectionDialog.tsx'
import { TitleStepDialog } from './TitleStepDialog.tsx'

type Action = TitleView['allowedActions'][number]

/** What this person may do with the title now; each is settled in a dialog first. */
export function TitleActions({ title }: { title: TitleView }) {
  const m = useMessages(messages)
  const [open, setOpen] = useState<Action | null>(null)
  const close = () => setOpen(null)
  if (title.allowedActions.length === 0) return null
  return (
    <Card title={m.body}>
      <Stack gap={8}>
        {title.allowedActions.map((action) => (
          <Button
            key={action}
            wide
            look={action === 'revoke' ? 'danger' : 'plain'}
            icon={action === 'correct' ? 'edit' : 'sign'}
            onClick={() => setOpen(action)}
          >
            {m.action[action]}
          </Button>
        ))}
      </Stack>
      {open !== null && open !== 'correct' && (
        <TitleStepDialog key={open} action={open} title={title} onClose={close} />
      )}
      {open === 'correct' && <CorrectionDialog title={title} onClose={close} />}
    </Card>
  )
}
