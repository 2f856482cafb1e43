import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { newId } from '#platform/web/newId.ts'
import { useCommand } from '#platform/web/queries.ts'
import { useSignedIn } from '#platform/web/session.ts'
import { TextField } from '#platform/web/TextField.tsx'
import { eraseData, proposeErasure } from '../contract.ts'
import type { PreviewView } from '../erasureView.ts'
import * as messages from '../messages.ts'
import { unitsFor } from './unitsFor.ts'

/** The first of two persons proposes what was just looked at. */
export function ProposeForm({ preview }: { preview: PreviewView }) {
  const m = useMessages(messages)
  const [unit] = unitsFor(eraseData, useSignedIn())
  const [reason, setReason] = useState('')
  const propose = useCommand(proposeErasure, { done: m.proposed, quietly: true, onDone: () => setReason('') })
  const { person, hash, blocked } = preview
  return (
    <Form
      onSubmit={() =>
        unit &&
        propose.run({ id: newId(), unitId: unit.unitId, reason, hash, ...(person ? { personId: person.id } : {}) })
      }
      problem={propose.problem}
      actions={
        <Button type="submit" busy={propose.busy} blocked={blocked ?? undefined}>
          {m.propose}
        </Button>
      }
    >
      <TextField
        label={m.reason}
        value={reason}
        onChange={setReason}
        error={propose.problem?.of('reason')}
        maxLength={1000}
      />
    </Form>
  )
}
