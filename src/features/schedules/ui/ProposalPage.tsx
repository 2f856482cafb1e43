import { monthText } from '#features/calendar/ui/when.ts'
import { useParam } from '#platform/web/address.ts'
import { Button, LinkButton } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row, Stack } from '#platform/web/Layout.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { Spinner } from '#platform/web/Spinner.tsx'
import { useCommand, useQueryOf } from '#platform/web/queries.ts'
import { cancelProposal, type ProposalView, showProposal } from '../contract.ts'
import * as messages from '../messages.ts'
import { ReviewProposal } from './ReviewProposal.tsx'

/** One proposal: being worked on, looked through, accepted or set aside. */
export function ProposalPage() {
  const m = useMessages(messages)
  const input = { unitId: useParam('unitId'), proposalId: useParam('proposalId') }
  const { data, problem, refetch } = useQueryOf(showProposal, input)
  useQueryOf(showProposal, input, { when: data?.state === 'working', every: 1000 })
  if (problem && !data) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!data) return <Loading as="page" />
  return (
    <Stack gap={16}>
      <PageHeader
        title={m.title(data.unitName, monthText(data.period))}
        crumbs={[{ text: m.calendar, to: `/units/${data.unitId}/calendar?month=${data.period}` }]}
      />
      {data.state === 'proposed' && data.answer ? (
        <ReviewProposal key={data.id} proposal={data} answer={data.answer} />
      ) : (
        <Waiting proposal={data} />
      )}
    </Stack>
  )
}

function Waiting({ proposal }: { proposal: ProposalView }) {
  const m = useMessages(messages)
  const { unitId, id: proposalId, version, period } = proposal
  const stop = useCommand(cancelProposal)
  const words = {
    working: m.working,
    failed: m.failed,
    interrupted: m.interrupted,
    cancelled: m.cancelled,
    accepted: m.acceptedState,
    proposed: m.failed,
  }[proposal.state]
  return (
    <Card>
      <p aria-live="polite">
        {proposal.state === 'working' && <Spinner />} {words}
      </p>
      <Row gap={8}>
        {proposal.allowedActions.includes('cancel') && (
          <Button busy={stop.busy} onClick={() => stop.run({ unitId, proposalId, version })}>
            {m.stop}
          </Button>
        )}
        {proposal.state !== 'working' && (
          <LinkButton look="main" to={`/units/${unitId}/schedules?month=${period}`}>
            {m.again}
          </LinkButton>
        )}
      </Row>
    </Card>
  )
}
