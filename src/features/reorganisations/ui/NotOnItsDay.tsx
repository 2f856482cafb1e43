import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { formatDate } from '#shared/format.ts'
import type { PlanView } from '../contract.ts'
import * as messages from '../screenMessages.ts'

/** An approved plan whose day came and that could not be applied by itself: since when, and every reason. */
export function NotOnItsDay({ plan: { refusedOn, refused } }: { plan: PlanView }) {
  const m = useMessages(messages)
  if (refusedOn === null) return null
  return (
    <Card tone="warn" title={m.notOnItsDay(formatDate(refusedOn))}>
      <Stack gap={8}>
        {refused.map((reason) => (
          <p key={reason}>{reason}</p>
        ))}
        <p className="muted">{m.triedAgain}</p>
      </Stack>
    </Card>
  )
}
