import { Card } from '#platform/web/Card.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { Facts } from '#platform/web/Facts.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { columnWord, valueWords } from '../columnWords.ts'
import { type OwnPart, showOwnData } from '../contract.ts'
import * as messages from '../messages.ts'

/** Rows of one purpose are opened when somebody wants to see them. */
const FEW = 5

/** Every line of the register that has something about me. */
export function OwnParts() {
  const m = useMessages(messages)
  const { data, problem, refetch } = useQueryOf(showOwnData, undefined)
  if (problem && !data) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!data) return <Loading as="cards" />
  if (data.parts.length === 0)
    return (
      <EmptyState icon="lock" title={m.nothingKept}>
        {m.nothingKeptText}
      </EmptyState>
    )
  return (
    <Stack gap={12}>
      {data.parts.map((part) => (
        <PartCard key={part.columns[0]} part={part} />
      ))}
    </Stack>
  )
}

function PartCard({ part }: { part: OwnPart }) {
  const m = useMessages(messages)
  const shown = part.rows.slice(0, FEW)
  return (
    <Card title={part.purpose}>
      <Stack gap={12}>
        <Facts
          facts={[
            { label: m.basis, value: part.basis },
            { label: m.whoReads, value: part.readers },
            { label: m.keeping, value: part.keeping },
          ]}
        />
        <details>
          <summary>{m.rows(part.total, shown.length)}</summary>
          <Stack gap={12}>
            {shown.map((row) => (
              <Facts
                key={JSON.stringify(row)}
                facts={Object.entries(row).map(([column, value]) => ({
                  label: columnWord(column),
                  value: valueWords(value),
                }))}
              />
            ))}
          </Stack>
        </details>
      </Stack>
    </Card>
  )
}
