import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { type EvidenceView, listEvidence } from '../contract.ts'
import * as messages from '../messages.ts'
import { EvidenceLines } from './EvidenceLines.tsx'

interface MoreEvidenceProps {
  unitId: string
  withdrawn: 'without' | 'only'
  cursor: string
  actionsFor: (evidence: EvidenceView) => { label: string; onPress: () => unknown }[]
}

/** The next page of evidence, asked for when it is wanted; after it, the one that follows. */
export function MoreEvidence({ cursor, ...rest }: MoreEvidenceProps) {
  const m = useMessages(messages)
  const [wanted, setWanted] = useState(false)
  const { unitId, withdrawn, actionsFor } = rest
  const { data, problem, refetch } = useQueryOf(listEvidence, { unitId, withdrawn, cursor }, { when: wanted })
  if (!wanted) return <Button onClick={() => setWanted(true)}>{m.more}</Button>
  if (problem && !data) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!data) return <Loading as="lines" />
  return (
    <>
      <EvidenceLines items={data.items} actionsFor={actionsFor} counted />
      {data.next !== null && <MoreEvidence {...rest} key={data.next} cursor={data.next} />}
    </>
  )
}
