import { useState } from 'react'
import { formatInstant } from '#shared/format.ts'
import { Button, HrefButton } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { Facts } from '#platform/web/Facts.tsx'
import { Row, Stack } from '#platform/web/Layout.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { StateChip } from '#platform/web/StateChip.tsx'
import { type BreachView, closeBreach } from '../contract.ts'
import * as messages from '../messages.ts'
import { MeasureDialog } from './MeasureDialog.tsx'
import { NotifyDialog } from './NotifyDialog.tsx'

/** One breach: its clock, what is known, what was done, what comes next. */
export function BreachCard({ breach }: { breach: BreachView }) {
  const m = useMessages(messages)
  const [open, setOpen] = useState<'measure' | 'notify' | null>(null)
  const close = useCommand(closeBreach, { done: m.breachClosed })
  const { id, title, clock, people, version } = breach
  const report = `/api/v1/data-breaches/${id}/report`
  return (
    <Card title={title} aside={<Clock breach={breach} />}>
      <Stack gap={12}>
        <p>{breach.happened}</p>
        <Facts
          facts={[
            { label: m.breachUnit, value: breach.unitName },
            { label: m.discovered(''), value: formatInstant(breach.discoveredAt) },
            { label: m.clockDue(''), value: formatInstant(clock.due) },
            { label: m.whichData, value: breach.data.map(({ purpose }) => purpose).join('; ') },
            { label: m.people, value: people === null ? null : m.peopleCount(people) },
            {
              label: m.notifyTo,
              value: breach.notifiedAt && `${breach.notifiedTo ?? ''}, ${formatInstant(breach.notifiedAt)}`,
            },
            ...breach.steps.map(({ at, by, note }) => ({ label: formatInstant(at), value: `${by}: ${note}` })),
          ]}
        />
        <Row>
          {breach.closedAt === null && (
            <>
              <Button onClick={() => setOpen('measure')}>{m.addStep}</Button>
              {breach.notifiedAt === null && <Button onClick={() => setOpen('notify')}>{m.notify}</Button>}
              <Button busy={close.busy} onClick={() => close.run({ breachId: id, version })}>
                {m.close}
              </Button>
            </>
          )}
          <HrefButton icon="download" href={`${report}/docx`} download>
            {m.report}
          </HrefButton>
          <HrefButton icon="file" href={`${report}/pdf`} elsewhere>
            {m.reportPdf}
          </HrefButton>
        </Row>
      </Stack>
      {open === 'measure' && <MeasureDialog breach={breach} onClose={() => setOpen(null)} />}
      {open === 'notify' && <NotifyDialog breach={breach} onClose={() => setOpen(null)} />}
    </Card>
  )
}

function Clock({ breach: { clock } }: { breach: BreachView }) {
  const m = useMessages(messages)
  if (clock.state === 'running') return <StateChip tone="warn">{m.hoursLeft(clock.hoursLeft)}</StateChip>
  if (clock.state === 'late') return <StateChip tone="late">{m.hoursLate(-clock.hoursLeft)}</StateChip>
  return clock.state === 'in_time' ? (
    <StateChip tone="met">{m.notifiedInTime}</StateChip>
  ) : (
    <StateChip tone="late">{m.notifiedLate}</StateChip>
  )
}
