import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row } from '#platform/web/Layout.tsx'
import { StateChip } from '#platform/web/StateChip.tsx'
import { formatDate } from '#shared/format.ts'
import type { AppraisalView } from '../contract.ts'
import * as messages from '../screenMessages.ts'
import { silentOf } from './standpoints.ts'

/** How far each member is, without what they found. */
export function ProgressCard({ appraisal }: { appraisal: AppraisalView }) {
  const m = useMessages(messages)
  const { appraisers, items, agreedOn } = appraisal
  const silent = silentOf(appraisal)
  const of = items.filter(({ item }) => item.mode !== 'group').length
  return (
    <Card title={m.progress}>
      {appraisers.map(({ person, closed, judged }) => (
        <Row key={person.id} between>
          <span>{person.name}</span>
          <StateChip tone={closed ? 'met' : 'slate'}>{closed ? m.closedChip : m.openChip(judged, of)}</StateChip>
        </Row>
      ))}
      {silent.map(({ personId, name }) => (
        <Row key={personId} between>
          <span>{name}</span>
          <StateChip tone="neutral">{m.notBegun}</StateChip>
        </Row>
      ))}
      {agreedOn && <p className="small">{m.agreedOn(formatDate(agreedOn))}</p>}
    </Card>
  )
}
