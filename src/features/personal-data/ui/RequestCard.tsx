import type { ReactNode } from 'react'
import { formatDate, formatInstant } from '#shared/format.ts'
import { Card } from '#platform/web/Card.tsx'
import { Facts } from '#platform/web/Facts.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { StateChip } from '#platform/web/StateChip.tsx'
import type { RequestView } from '../contract.ts'
import * as messages from '../messages.ts'

const tones = { open: 'slate', answered: 'met', refused: 'neutral' } as const

/** One request with its clock, what was done and what was answered. */
export function RequestCard({ request, actions }: { request: RequestView; actions?: ReactNode }) {
  const m = useMessages(messages)
  const { kind, state, overdue, person, unitName, content, receivedOn, dueOn, answer, steps } = request
  return (
    <Card
      title={m.kinds[kind]}
      aside={<StateChip tone={overdue ? 'late' : tones[state]}>{overdue ? m.overdue : m.states[state]}</StateChip>}
    >
      <Stack gap={12}>
        <p>{content}</p>
        <Facts
          facts={[
            { label: m.person, value: `${person.name}, ${unitName}` },
            { label: m.received, value: formatDate(receivedOn) },
            { label: m.due, value: dueOn === null ? m.noDue : formatDate(dueOn) },
            ...steps.map(({ at, by, note }) => ({ label: formatInstant(at), value: `${by}: ${note}` })),
            ...(answer === null ? [] : [{ label: m.states[state], value: answer }]),
          ]}
        />
        {actions}
      </Stack>
    </Card>
  )
}
