import { useEffect, useState } from 'react'
import { call } from '#platform/web/api.ts'
import { Button } from '#platform/web/Button.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { Row, Stack } from '#platform/web/Layout.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import * as platform from '#platform/web/messages.ts'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { keyOf } from '#platform/web/queries.ts'
import { usePages } from '#platform/web/usePages.ts'
import { listBreaches } from '../contract.ts'
import * as messages from '../messages.ts'
import { BreachCard } from './BreachCard.tsx'
import { RecordBreachDialog } from './RecordBreachDialog.tsx'

const MINUTE = 60_000

/** Breaches, newest first, each with the law's clock. */
export function BreachesTab() {
  const m = useMessages(messages)
  const { showMore } = useMessages(platform)
  const [recording, setRecording] = useState(false)
  const { rows, problem, refetch, onMore, busy } = usePages(keyOf(listBreaches), (from, signal) =>
    call(listBreaches, from, { signal }),
  )
  // The clock runs on the server's time, which is the one that counts.
  useEffect(() => {
    const timer = setInterval(() => void refetch(), MINUTE)
    return () => clearInterval(timer)
  }, [refetch])
  return (
    <Stack gap={12}>
      <p className="muted">{m.law}</p>
      <Row>
        <Button icon="plus" onClick={() => setRecording(true)}>
          {m.recordBreach}
        </Button>
      </Row>
      <ProblemNotice problem={problem} onRetry={refetch} />
      {!rows && !problem && <Loading as="cards" />}
      {rows?.length === 0 && (
        <EmptyState icon="shield" title={m.noBreaches}>
          {m.noBreachesText}
        </EmptyState>
      )}
      {rows?.map((breach) => (
        <BreachCard key={breach.id} breach={breach} />
      ))}
      {onMore && (
        <Button busy={busy} onClick={onMore}>
          {showMore}
        </Button>
      )}
      {recording && <RecordBreachDialog onClose={() => setRecording(false)} />}
    </Stack>
  )
}
