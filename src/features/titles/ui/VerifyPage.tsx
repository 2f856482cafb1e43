import { useEffect } from 'react'
import { useParam, useSearchParam } from '#platform/web/address.ts'
import { Card } from '#platform/web/Card.tsx'
import { Facts } from '#platform/web/Facts.tsx'
import { Icon } from '#platform/web/Icon.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row, Stack } from '#platform/web/Layout.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { addDays, formatDate } from '#shared/format.ts'
import { type Verification, verifyCertificate } from '../contract.ts'
import * as messages from '../messages.ts'
import { Succession } from './Succession.tsx'
import { TitleChip } from './TitleChip.tsx'

/** Tells search engines to leave the page alone: it is for whoever has the paper in hand. */
function useNoIndex(): void {
  useEffect(() => {
    const meta = document.createElement('meta')
    meta.name = 'robots'
    meta.content = 'noindex'
    document.head.append(meta)
    return () => meta.remove()
  }, [])
}

/** Open to anybody with the paper: whether it is genuine, and whether the title still holds. */
export function VerifyPage() {
  const m = useMessages(messages)
  useNoIndex()
  const [k] = useSearchParam('k')
  const [s] = useSearchParam('s')
  const { data, problem, refetch } = useQueryOf(verifyCertificate, {
    certificateId: useParam('certificateId'),
    ...(k === undefined ? {} : { k }),
    ...(s === undefined ? {} : { s }),
  })
  if (problem && !data) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!data) return <Loading as="page" />
  return (
    <>
      <PageHeader title={m.verifyPage} />
      <Stack>
        <Card
          tone={toneOf(data)}
          title={
            <>
              <Icon name={toneOf(data) === 'met' ? 'check' : 'alert'} size={22} />{' '}
              {hasEnded(data) ? m.endedButGenuine : m.outcome[data.outcome]}
            </>
          }
        >
          <p>{m.outcomeDetail[data.outcome]}</p>
          {data.certificate && <Standing certificate={data.certificate} />}
        </Card>
        {data.certificate && <CertificateFacts certificate={data.certificate} />}
        <p className="muted small">{m.checkedOn(formatDate(data.checkedOn))}</p>
      </Stack>
    </>
  )
}

type Certificate = NonNullable<Verification['certificate']>

/** The paper is real, the title is gone: that is what its reader must not miss. */
const hasEnded = ({ outcome, certificate }: Verification): boolean =>
  outcome === 'genuine' && (certificate?.state === 'revoked' || certificate?.state === 'expired')

function toneOf(verification: Verification) {
  const { outcome, certificate } = verification
  if (outcome === 'forged' || outcome === 'unknown') return 'late'
  if (outcome !== 'genuine' || !certificate) return 'warn'
  if (hasEnded(verification)) return 'late'
  return certificate.state === 'in_force' ? 'met' : 'warn'
}

function Standing({ certificate: { state, since } }: { certificate: Certificate }) {
  const m = useMessages(messages)
  return (
    <Row gap={8}>
      <TitleChip state={state} />
      <span>{m.since(formatDate(since))}</span>
    </Row>
  )
}

function CertificateFacts({ certificate }: { certificate: Certificate }) {
  const m = useMessages(messages)
  const { commune, district, province, inCharge } = certificate
  return (
    <Card title={certificate.cell}>
      <Facts
        facts={[
          { label: m.place, value: [commune, district, province].filter(Boolean).join(', ') },
          { label: m.honour, value: m.honourOf(certificate.title, certificate.year) },
          { label: m.recognisedOn, value: formatDate(certificate.recognisedOn) },
          {
            label: m.decision,
            value: m.decisionOf(certificate.decisionSymbol, formatDate(certificate.decidedOn)),
          },
          { label: m.grantedBy, value: certificate.issuingBody },
          { label: m.programme, value: certificate.programme },
          ...(certificate.expiresOn && certificate.state !== 'revoked'
            ? [{ label: m.expiresOn, value: formatDate(addDays(certificate.expiresOn, -1)) }]
            : []),
        ]}
      />
      <Succession grantedBy={certificate.issuingBody} inCharge={inCharge} />
      {certificate.corrected && <p>{m.corrected}</p>}
    </Card>
  )
}
