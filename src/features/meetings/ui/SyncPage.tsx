import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { Facts } from '#platform/web/Facts.tsx'
import { FileField } from '#platform/web/FileField.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row, Stack } from '#platform/web/Layout.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { useTell } from '#platform/web/Notices.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { Problem } from '#platform/web/problem.ts'
import { useSyncStatus } from '#platform/web/syncStatus.ts'
import { formatInstant } from '#shared/format.ts'
import * as messages from '../messages.ts'
import * as syncMessages from '../syncMessages.ts'
import { syncNow } from './background.ts'
import { readInFile, takeOutFile } from './recordFile.ts'
import { HeldCard } from './HeldCard.tsx'
import type { Store } from './store.ts'
import { useStore, useStored } from './useRecords.ts'

async function readCounts(store: Store) {
  const [waiting, kept, held, members] = await Promise.all([
    store.entries.where({ status: 'waiting' }).count(),
    store.entries.where({ status: 'kept' }).count(),
    store.entries.where('status').anyOf('refused', 'unplaced').toArray(),
    store.members.toArray(),
  ])
  return {
    waiting,
    kept,
    refused: held.filter(({ status }) => status === 'refused'),
    members,
    unplaced: await store.unplaced.toArray(),
  }
}

/** What this device has sent, what waits, what was held back and why; and everything out as a file. */
export function SyncPage() {
  const m = useMessages(messages)
  const w = useMessages(syncMessages)
  const store = useStore()
  const tell = useTell()
  const status = useSyncStatus()
  const counts = useStored(readCounts, 'sync')
  if (!counts) return <Loading as="page" />
  const readIn = async ([file]: File[]) => {
    if (!file) return
    const added = await readInFile(store, await file.text())
    if (added === null) tell.problem(new Problem({ code: 'wrong_file', status: 0, title: w.wrongFile }))
    else tell.done(w.readInDone(added))
    syncNow()
  }
  return (
    <>
      <PageHeader
        title={w.sync}
        crumbs={[{ text: m.meetings, to: '/meetings' }]}
        detail={status?.lastAt ? w.lastAt(formatInstant(status.lastAt)) : w.never}
        main={
          <Button look="main" icon="send" onClick={() => syncNow()}>
            {w.syncNow}
          </Button>
        }
      />
      <Stack>
        <Card
          title={
            w.syncState[status && counts.waiting > 0 && status.state === 'idle' ? 'sending' : (status?.state ?? 'idle')]
          }
        >
          <Facts
            facts={[
              { label: w.waiting, value: counts.waiting },
              { label: w.kept, value: counts.kept },
              {
                label: w.held,
                value: counts.unplaced.filter(({ state }) => state === 'waiting').length + counts.refused.length,
              },
            ]}
          />
        </Card>
        <HeldCard refused={counts.refused} unplaced={counts.unplaced} members={counts.members} />
        <Card>
          <Stack>
            <Row>
              <Button icon="download" onClick={() => void takeOutFile(store)}>
                {w.takeOut}
              </Button>
            </Row>
            <FileField
              label={w.readIn}
              hint={w.readInHint}
              accept="application/json,.json"
              onFiles={(files) => void readIn(files)}
            />
          </Stack>
        </Card>
      </Stack>
    </>
  )
}
