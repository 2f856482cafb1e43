import { useEffect, useRef } from 'react'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import * as messages from '../messages.ts'
import { EvidenceForm, type Place } from './EvidenceForm.tsx'

/** Evidence that is somewhere on the web, named rather than copied. */
export function LinkCard({
  unitId,
  place,
  onClose,
}: {
  unitId: string
  place: Place | undefined
  onClose: () => void
}) {
  const m = useMessages(messages)
  const card = useRef<HTMLDivElement>(null)
  // It opens above the button that was pressed: who types goes on there.
  useEffect(() => card.current?.querySelector('input')?.focus(), [])
  return (
    <div ref={card}>
      <Card title={m.link}>
        <EvidenceForm
          unitId={unitId}
          place={place}
          source="link"
          suggestedTitle=""
          takenToday={false}
          onDone={onClose}
          onCancel={onClose}
        />
      </Card>
    </div>
  )
}
