import { useParam } from '#platform/web/address.ts'
import { call } from '#platform/web/api.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { useLang, useMessages } from '#platform/web/lang.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import * as platform from '#platform/web/messages.ts'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { keyOf } from '#platform/web/queries.ts'
import { type Happening, Timeline } from '#platform/web/Timeline.tsx'
import { usePages } from '#platform/web/usePages.ts'
import { type JournalLine, listJournal } from '../contract.ts'
import * as messages from '../messages.ts'
import { changeWords } from './changeWords.ts'

/** All that was done to one object, for those whose unit it is. */
export function JournalPage() {
  const m = useMessages(messages)
  const { showMore } = useMessages(platform)
  const objectType = useParam('objectType')
  const { lang } = useLang()
  const { rows: lines, problem, refetch, onMore, busy } = useStory()
  return (
    <Stack gap={20}>
      <PageHeader title={m.title} detail={m.intro} />
      <ProblemNotice problem={problem} onRetry={refetch} />
      {!lines && !problem && <Loading as="lines" />}
      {lines && (
        <Card>
          {lines.length === 0 ? (
            <EmptyState icon="history" title={m.none}>
              {m.noneText}
            </EmptyState>
          ) : (
            <Timeline
              happenings={lines.map((line) =>
                happeningOf(line, m.somebody, changeWords(line.changes, objectType, lang)),
              )}
            />
          )}
          {onMore && (
            <Button busy={busy} onClick={onMore}>
              {showMore}
            </Button>
          )}
        </Card>
      )}
    </Stack>
  )
}

function useStory() {
  const asked = { objectType: useParam('objectType'), objectId: useParam('objectId') }
  return usePages(keyOf(listJournal, asked), (from, signal) => call(listJournal, { ...asked, ...from }, { signal }))
}

const happeningOf = ({ id, at, who, what }: JournalLine, somebody: string, changes: string[]): Happening => ({
  id,
  who: who ?? somebody,
  what,
  when: at,
  more: changes.map((words) => (
    <p key={words} className="small muted">
      {words}
    </p>
  )),
})
