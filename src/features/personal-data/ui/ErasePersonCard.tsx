import { useEffect, useRef } from 'react'
import { PersonField } from '#features/people/ui/PersonField.tsx'
import { Card } from '#platform/web/Card.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { previewErasure } from '../contract.ts'
import * as messages from '../messages.ts'
import { HoldButton } from './HoldButton.tsx'
import { PersonFates } from './PersonFates.tsx'
import { ProposeForm } from './ProposeForm.tsx'

interface ErasePersonCardProps {
  personId: string | undefined
  onPerson: (personId: string | undefined) => void
}

/** What would become of everything kept about one person. */
export function ErasePersonCard({ personId, onPerson }: ErasePersonCardProps) {
  const m = useMessages(messages)
  const place = useRef<HTMLDivElement>(null)
  const { data, problem } = useQueryOf(previewErasure, { personId }, { when: personId !== undefined })
  const shown = personId === undefined ? undefined : data
  const chosen = shown?.person && { id: shown.person.id, name: shown.person.name, isNew: false }
  useEffect(() => {
    if (personId !== undefined) place.current?.scrollIntoView({ block: 'start' })
  }, [personId])
  return (
    <div ref={place}>
      <Card title={m.anonymise}>
        <Stack gap={12}>
          <p className="muted">{m.anonymiseText}</p>
          <PersonField
            value={chosen ?? null}
            onChange={(person) => onPerson(person === null || person.isNew ? undefined : person.id)}
            error={undefined}
          />
          <ProblemNotice problem={problem} />
          {shown?.person && (
            <>
              <HoldButton personId={shown.person.id} />
              <PersonFates person={shown.person} />
              <ProposeForm preview={shown} />
            </>
          )}
        </Stack>
      </Card>
    </div>
  )
}
