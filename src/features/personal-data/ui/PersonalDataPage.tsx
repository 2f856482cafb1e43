import type { ReactNode } from 'react'
import { Stack } from '#platform/web/Layout.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { useMay } from '#platform/web/session.ts'
import { Tabs } from '#platform/web/Tabs.tsx'
import { eraseData, handleRequests, keepBreaches } from '../contract.ts'
import * as messages from '../messages.ts'
import { BreachesTab } from './BreachesTab.tsx'
import { ErasuresTab } from './ErasuresTab.tsx'
import { RegisterTab } from './RegisterTab.tsx'
import { RequestsTab } from './RequestsTab.tsx'

/** The register for everybody; requests, breaches and erasure for those who answer for them. */
export function PersonalDataPage() {
  const m = useMessages(messages)
  const [handles, keeps, erases] = [useMay(handleRequests), useMay(keepBreaches), useMay(eraseData)]
  const tab = (shown: boolean, key: string, label: string, content: () => ReactNode) =>
    shown ? [{ key, label, content }] : []
  return (
    <Stack gap={20}>
      <PageHeader title={m.title} detail={m.intro} />
      <Tabs
        label={m.title}
        tabs={[
          { key: 'register', label: m.register, content: () => <RegisterTab /> },
          ...tab(handles, 'requests', m.requests, () => <RequestsTab />),
          ...tab(keeps, 'breaches', m.breaches, () => <BreachesTab />),
          ...tab(erases, 'erasures', m.erasures, () => <ErasuresTab />),
        ]}
      />
    </Stack>
  )
}
