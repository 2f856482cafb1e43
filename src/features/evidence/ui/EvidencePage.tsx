import { useState } from 'react'
import { useParam, useSearchParam } from '#platform/web/address.ts'
import { Card } from '#platform/web/Card.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { SelectField } from '#platform/web/SelectField.tsx'
import { type EvidenceView, listEvidence } from '../contract.ts'
import * as messages from '../messages.ts'
import { AddEvidence } from './AddEvidence.tsx'
import { EvidenceLines } from './EvidenceLines.tsx'
import { MoreEvidence } from './MoreEvidence.tsx'
import { WithdrawDialog } from './WithdrawDialog.tsx'

/** Everything a cell has gathered, for whatever dossier. */
export function EvidencePage() {
  const m = useMessages(messages)
  const unitId = useParam('unitId')
  const [shown, setShown] = useSearchParam('shown')
  const [leaving, setLeaving] = useState<EvidenceView | null>(null)
  const withdrawn = shown === 'withdrawn' ? 'only' : 'without'
  const { data, problem, refetch } = useQueryOf(listEvidence, { unitId, withdrawn })
  if (problem && !data) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!data) return <Loading as="page" />
  const actionsFor = (evidence: EvidenceView) =>
    evidence.allowedActions.includes('withdraw') ? [{ label: m.withdraw, onPress: () => setLeaving(evidence) }] : []
  return (
    <>
      <PageHeader title={m.titleOf(data.unitName)} crumbs={[{ text: data.unitName, to: `/units/${unitId}` }]} />
      <Stack>
        {data.allowedActions.includes('add') && (
          <Card>
            <AddEvidence unitId={unitId} />
          </Card>
        )}
        <Card>
          <SelectField
            label={m.filter}
            value={withdrawn}
            onChange={(value) => setShown(value === 'only' ? 'withdrawn' : undefined)}
            options={[
              { value: 'without', label: m.inUse },
              { value: 'only', label: m.onlyWithdrawn },
            ]}
          />
          {data.items.length === 0 ? (
            <EmptyState icon="file" title={withdrawn === 'only' ? m.noneWithdrawn : m.noneOfCell}>
              {withdrawn === 'only' ? null : m.noneOfCellHint}
            </EmptyState>
          ) : (
            <EvidenceLines items={data.items} actionsFor={actionsFor} counted />
          )}
          {data.next !== null && (
            <MoreEvidence
              key={data.next}
              unitId={unitId}
              withdrawn={withdrawn}
              cursor={data.next}
              actionsFor={actionsFor}
            />
          )}
        </Card>
      </Stack>
      {leaving && <WithdrawDialog key={leaving.id} evidence={leaving} onClose={() => setLeaving(null)} />}
    </>
  )
}
