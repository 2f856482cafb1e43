import { useState } from 'react'
import { useSearchParam } from '#platform/web/address.ts'
import { call } from '#platform/web/api.ts'
import { Button } from '#platform/web/Button.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { Row, Stack } from '#platform/web/Layout.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import * as platform from '#platform/web/messages.ts'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { keyOf } from '#platform/web/queries.ts'
import { SelectField } from '#platform/web/SelectField.tsx'
import { usePages } from '#platform/web/usePages.ts'
import { listRequests, type RequestView } from '../contract.ts'
import * as messages from '../messages.ts'
import { AnswerDialog } from './AnswerDialog.tsx'
import { RequestCard } from './RequestCard.tsx'

/** Requests of the units one answers for. */
export function RequestsTab() {
  const m = useMessages(messages)
  const { showMore } = useMessages(platform)
  const [chosen = 'open', choose] = useSearchParam('state')
  const [handling, setHandling] = useState<RequestView | null>(null)
  const state = chosen === 'closed' ? 'closed' : 'open'
  const { rows, problem, refetch, onMore, busy } = usePages(keyOf(listRequests, { state }), (from, signal) =>
    call(listRequests, { state, ...from }, { signal }),
  )
  return (
    <Stack gap={12}>
      <SelectField
        label={m.state}
        value={state}
        onChange={choose}
        options={[
          { value: 'open', label: m.open },
          { value: 'closed', label: m.closed },
        ]}
      />
      <ProblemNotice problem={problem} onRetry={refetch} />
      {!rows && !problem && <Loading as="cards" />}
      {rows?.length === 0 && (
        <EmptyState icon="send" title={m.noRequests}>
          {m.noRequestsText}
        </EmptyState>
      )}
      {rows?.map((request) => (
        <RequestCard
          key={request.id}
          request={request}
          actions={
            request.allowedActions.includes('handle') && (
              <Row>
                <Button onClick={() => setHandling(request)}>{m.answer}</Button>
              </Row>
            )
          }
        />
      ))}
      {onMore && (
        <Button busy={busy} onClick={onMore}>
          {showMore}
        </Button>
      )}
      {handling && <AnswerDialog request={handling} onClose={() => setHandling(null)} />}
    </Stack>
  )
}
