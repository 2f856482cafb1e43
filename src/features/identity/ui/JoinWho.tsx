import { useState } from 'react'
import { formatInstant } from '#shared/format.ts'
import type { OutputOf } from '#platform/web/api.ts'
import { Button } from '#platform/web/Button.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import type { openEnrolment } from '../contract.ts'
import * as messages from '../screenMessages.ts'

/** Whose it is, before anything is set: a link that reached somebody else stops here. */
export function JoinWho({ opened, onYes }: { opened: OutputOf<typeof openEnrolment>; onYes: () => void }) {
  const m = useMessages(messages)
  const [stopped, setStopped] = useState(false)
  return (
    <Stack gap={12}>
      <p className="small muted">{m.step(1, 3)}</p>
      <h2>{m.whoTitle}</h2>
      <p>{m.whoText}</p>
      <div>
        <p className="strong">{opened.name}</p>
        {opened.positions.length === 0 && <p className="muted">{m.noPositions}</p>}
        {opened.positions.map(({ title, unitName }) => (
          <p key={`${title} ${unitName}`}>
            {title}, {unitName}
          </p>
        ))}
      </div>
      {stopped && <p role="alert">{m.notMeText}</p>}
      <p className="small muted">{m.until(formatInstant(opened.expiresAt))}</p>
      <div className="form-actions">
        <Button onClick={() => setStopped(true)}>{m.notMe}</Button>
        <Button look="main" onClick={onYes}>
          {m.itsMe}
        </Button>
      </div>
    </Stack>
  )
}
