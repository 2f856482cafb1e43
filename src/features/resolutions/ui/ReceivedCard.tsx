import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row, Stack } from '#platform/web/Layout.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { useToday } from '#platform/web/session.ts'
import { StateChip } from '#platform/web/StateChip.tsx'
import { formatDate } from '#shared/format.ts'
import { acknowledgeClause, type ReceivedClause } from '../contract.ts'
import * as messages from '../messages.ts'
import { isLate } from '../task.ts'
import { ReportClauseDialog } from './ReportClauseDialog.tsx'
import { ReportLines } from './ReportLines.tsx'

type ReceivedCardProps = { clause: ReceivedClause; bodyId: string }

/** One clause as a body receives it: from which cell, what is to be done by when, and the body's own words on it. */
export function ReceivedCard({ clause, bodyId }: ReceivedCardProps) {
  const m = useMessages(messages)
  const today = useToday()
  const [reporting, setReporting] = useState(false)
  const acknowledge = useCommand(acknowledgeClause, { done: m.acknowledged })
  const { unitId, taskId } = clause
  return (
    <Card>
      <Stack gap={8}>
        <Row between>
          <h3>{clause.what}</h3>
          <ClauseState clause={clause} late={isLate({ ...clause, closedOn: clause.reportedOn }, today)} />
        </Row>
        <p className="small muted">
          {[
            clause.cellName,
            clause.owner,
            clause.measure,
            clause.due && m.due(formatDate(clause.due)),
            m.sent(formatDate(clause.sentOn)),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <ReportLines reports={clause.reports} />
        <Row>
          {clause.allowedActions.includes('acknowledge') && (
            <Button busy={acknowledge.busy} onClick={() => acknowledge.run({ unitId, taskId, bodyId })}>
              {m.acknowledge}
            </Button>
          )}
          {clause.allowedActions.includes('report') && (
            <Button look="quiet" onClick={() => setReporting(true)}>
              {m.report}
            </Button>
          )}
        </Row>
      </Stack>
      {reporting && <ReportClauseDialog clause={clause} bodyId={bodyId} onClose={() => setReporting(false)} />}
    </Card>
  )
}

function ClauseState({ clause, late }: { clause: ReceivedClause; late: boolean }) {
  const m = useMessages(messages)
  if (clause.withdrawnOn !== null) return <StateChip tone="neutral">{m.withdrawn}</StateChip>
  if (clause.state === 'done') return <StateChip tone="met">{m.states.done}</StateChip>
  if (clause.state === 'cancelled') return <StateChip tone="neutral">{m.states.cancelled}</StateChip>
  if (clause.reportedOn !== null) return <StateChip tone="slate">{m.states.reported}</StateChip>
  if (late) return <StateChip tone="late">{m.silences.not_reported}</StateChip>
  return <StateChip tone="warn">{clause.acknowledgedOn === null ? m.toSay : m.toReport}</StateChip>
}
