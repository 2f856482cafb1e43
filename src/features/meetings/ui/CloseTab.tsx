import { useState } from 'react'
import { Button, LinkButton } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { ConfirmDialog } from '#platform/web/ConfirmDialog.tsx'
import { Facts } from '#platform/web/Facts.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { Obstacles } from '#platform/web/Obstacles.tsx'
import * as afterMessages from '../afterMessages.ts'
import * as messages from '../messages.ts'
import type { ClosingObstacle } from '../record.ts'
import { PostingCard } from './PostingCard.tsx'
import { type OpenRecord, useWrite } from './useRecords.ts'

const tabOf = (code: ClosingObstacle['code']): string =>
  code === 'unmarked' ? 'roll' : code === 'no_chair' || code === 'no_secretary' ? 'prepare' : 'conduct'

/** The figures of the meeting, what is still missing, and closing the record. */
export function CloseTab({ open }: { open: OpenRecord }) {
  const m = useMessages(messages)
  const w = useMessages(afterMessages)
  const write = useWrite(open)
  const [asked, ask] = useState(false)
  const closed = open.summary.state === 'closed'
  const obstacles = open.obstacles.map((obstacle) => ({
    code: obstacle.code,
    text: 'count' in obstacle ? m.obstacles[obstacle.code](obstacle.count) : m.obstacles[obstacle.code],
    to: `/meetings/${open.unitId}/${open.meetingId}?tab=${tabOf(obstacle.code)}`,
  }))
  const close = async () => {
    if (await write({ field: 'state', key: 'record', value: 'closed' })) ask(false)
  }
  return (
    <Stack>
      <Card>
        <Facts
          facts={(['members', 'invited', 'present', 'excused', 'absent', 'exempt', 'unmarked', 'spoke'] as const).map(
            (name) => ({ label: m.totals[name], value: open.totals[name] }),
          )}
        />
      </Card>
      <PostingCard open={open} />
      {closed && (
        <LinkButton to={`/units/${open.unitId}/meetings/${open.meetingId}/scores`} wide>
          {w.seeScores}
        </LinkButton>
      )}
      {!closed && <Obstacles obstacles={obstacles} />}
      {!closed && (
        <Button
          look="main"
          icon="lock"
          wide
          onClick={() => ask(true)}
          {...(obstacles.length > 0 ? { blocked: m.blocked(obstacles.length) } : {})}
        >
          {m.close}
        </Button>
      )}
      <ConfirmDialog
        open={asked}
        onClose={() => ask(false)}
        title={m.closeQuestion}
        confirm={m.close}
        onConfirm={close}
      >
        {m.closeText}
      </ConfirmDialog>
    </Stack>
  )
}
