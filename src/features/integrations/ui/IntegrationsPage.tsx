import { HrefButton } from '#platform/web/Button.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row, Stack } from '#platform/web/Layout.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { useSignedIn } from '#platform/web/session.ts'
import * as messages from '../messages.ts'
import { ReceiversCard } from './ReceiversCard.tsx'
import { TokensCard } from './TokensCard.tsx'

/** What other systems may read, and where events are sent. */
export function IntegrationsPage() {
  const m = useMessages(messages)
  const { positions } = useSignedIn()
  const units = positions
    .filter(({ role }) => role === 'administrator')
    .map(({ unitId, unitName }) => ({ value: unitId, label: unitName }))
  return (
    <>
      <PageHeader title={m.title} actions={<HrefButton href="/api/reference/">{m.reference}</HrefButton>} />
      <Stack gap={24}>
        <p>{m.intro}</p>
        <Row>
          <HrefButton href="/api/v1/organisation.csv">{m.organisationCsv}</HrefButton>
          <HrefButton href="/api/v1/organisation.jsonld">{m.organisationJson}</HrefButton>
        </Row>
        <TokensCard units={units} />
        <ReceiversCard units={units} />
      </Stack>
    </>
  )
}
