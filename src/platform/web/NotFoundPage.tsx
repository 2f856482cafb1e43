import { LinkButton } from './Button.tsx'
import { Card } from './Card.tsx'
import { EmptyState } from './EmptyState.tsx'
import { useMessages } from './lang.tsx'
import * as messages from './messages.ts'
import { PageHeader } from './PageHeader.tsx'

/** No page at this address. */
export function NotFoundPage() {
  const m = useMessages(messages)
  return (
    <>
      <PageHeader title={m.pageNotFound} />
      <Card>
        <EmptyState icon="map" title={m.pageNotFound} action={<LinkButton to="/">{m.home}</LinkButton>}>
          {m.pageNotFoundText}
        </EmptyState>
      </Card>
    </>
  )
}
