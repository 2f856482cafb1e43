import { PaperSheet } from '#features/documents/ui/PaperSheet.tsx'
import { HrefButton } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import type { TitleView } from '../contract.ts'
import * as messages from '../messages.ts'

/** The certificate as it looks, to take along or print, and the public page its code leads to. */
export function CertificateCard({ title: { certificate } }: { title: TitleView }) {
  const m = useMessages(messages)
  if (!certificate) {
    return (
      <Card title={m.certificate}>
        <EmptyState icon="medal" title={m.certificateNone}>
          {m.certificateNoneDetail}
        </EmptyState>
      </Card>
    )
  }
  const { pathname, search } = new URL(certificate.address)
  return (
    <PaperSheet
      title={m.certificate}
      address={`/api/v1/certificates/${certificate.id}`}
      actions={
        <HrefButton small icon="qr" href={`${pathname}${search}`} elsewhere>
          {m.openVerify}
        </HrefButton>
      }
    />
  )
}
