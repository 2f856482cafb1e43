import { useState } from 'react'
import { Button, HrefButton } from '#platform/web/Button.tsx'
import { Row, Stack } from '#platform/web/Layout.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { Tabs } from '#platform/web/Tabs.tsx'
import * as messages from '../messages.ts'
import { OwnParts } from './OwnParts.tsx'
import { OwnReadings } from './OwnReadings.tsx'
import { OwnRequests } from './OwnRequests.tsx'
import { SendRequestDialog } from './SendRequestDialog.tsx'

/** What is kept about me, who read it, what I asked: to see, to take along, to have it corrected. */
export function OwnDataPage() {
  const m = useMessages(messages)
  const [sending, setSending] = useState(false)
  return (
    <Stack gap={20}>
      <PageHeader
        title={m.ownTitle}
        detail={m.ownIntro}
        actions={
          <Button look="main" icon="send" onClick={() => setSending(true)}>
            {m.send}
          </Button>
        }
      />
      <Row>
        <HrefButton icon="file" href="/api/v1/me/data/file/html" download>
          {m.takeDocument}
        </HrefButton>
        <HrefButton icon="download" href="/api/v1/me/data/file/json" download>
          {m.takeJson}
        </HrefButton>
      </Row>
      <Tabs
        label={m.ownTitle}
        tabs={[
          { key: 'kept', label: m.kept, content: () => <OwnParts /> },
          { key: 'readers', label: m.readers, content: () => <OwnReadings /> },
          { key: 'requests', label: m.requests, content: () => <OwnRequests /> },
        ]}
      />
      {sending && <SendRequestDialog onClose={() => setSending(false)} />}
    </Stack>
  )
}
