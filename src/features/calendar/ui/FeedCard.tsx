import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row } from '#platform/web/Layout.tsx'
import { useCommand, useQueryOf } from '#platform/web/queries.ts'
import { TextField } from '#platform/web/TextField.tsx'
import { formatInstant } from '#shared/format.ts'
import { closeFeed, openFeed, showFeed } from '../contract.ts'
import * as messages from '../messages.ts'

/** The secret address of one's own calendar: opened, shown once, withdrawn. */
export function FeedCard() {
  const m = useMessages(messages)
  const { data } = useQueryOf(showFeed, undefined)
  const [address, setAddress] = useState('')
  const open = useCommand(openFeed, { onDone: ({ path }) => setAddress(`${location.origin}${path}`) })
  const close = useCommand(closeFeed, { done: m.feedClosed, onDone: () => setAddress('') })
  return (
    <Card title={m.phone}>
      <p className="small">{m.phoneText}</p>
      {address && <TextField label={m.feedAddress} value={address} onChange={() => undefined} />}
      {data?.madeAt && !address && <p className="small muted">{m.phoneOpen(formatInstant(data.madeAt))}</p>}
      <Row gap={8}>
        <Button small busy={open.busy} onClick={() => open.run({})}>
          {data?.madeAt ? m.anotherFeed : m.openFeed}
        </Button>
        {data?.madeAt && (
          <Button small look="quiet" busy={close.busy} onClick={() => close.run({})}>
            {m.closeFeed}
          </Button>
        )}
      </Row>
    </Card>
  )
}
