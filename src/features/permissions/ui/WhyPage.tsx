import { useSearchParam } from '#platform/web/address.ts'
import { Card } from '#platform/web/Card.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { explainPermission, objectTypes } from '../contract.ts'
import * as messages from '../messages.ts'

/** Why the person signed in may or may not do what the address asks about. */
export function WhyPage() {
  const m = useMessages(messages)
  const [permission = ''] = useSearchParam('permission')
  const [unitId] = useSearchParam('unitId')
  const [dossierId] = useSearchParam('dossierId')
  const [action] = useSearchParam('action')
  const [type] = useSearchParam('objectType')
  const [objectId] = useSearchParam('objectId')
  const objectType = objectTypes.find((one) => one === type)
  const { data, problem, refetch } = useQueryOf(explainPermission, {
    permission,
    ...(unitId === undefined ? {} : { unitId }),
    ...(dossierId === undefined ? {} : { dossierId }),
    ...(action === undefined ? {} : { action }),
    ...(objectType === undefined || objectId === undefined ? {} : { objectType, objectId }),
  })
  const crumbs = [{ text: m.title, to: '/permissions' }]
  return (
    <Stack gap={20}>
      <PageHeader title={m.why} crumbs={crumbs} detail={data && `${m.asked}: ${data.title}`} />
      <ProblemNotice problem={problem} onRetry={refetch} />
      {!data && !problem && <Loading as="lines" />}
      {data && (
        <Card title={data.allowed ? m.whyYes : m.whyNo} tone={data.allowed ? 'plain' : 'warn'}>
          <Stack gap={12}>
            {data.reasons.map(({ text, ok }) => (
              <p key={text}>
                <span className="strong">{ok ? m.yes : m.no}</span> · {text}
              </p>
            ))}
          </Stack>
        </Card>
      )}
    </Stack>
  )
}
