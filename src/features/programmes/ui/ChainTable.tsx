import { type Column, DataTable } from '#platform/web/DataTable.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { StateChip } from '#platform/web/StateChip.tsx'
import { formatDate } from '#shared/format.ts'
import * as messages from '../messages.ts'
import type { ChainPeriod } from '../programme.ts'

type Acting = ChainPeriod['decision']

/** Which level and body does what, period by period; what no document confirms says so. */
export function ChainTable({ chain }: { chain: readonly ChainPeriod[] }) {
  const m = useMessages(messages)
  const acting = ({ level, body, source }: Acting) => (
    <Stack gap={4}>
      <span>{`${m.bodies[body]} (${m.levels[level]})`}</span>
      {source === 'proposed' && <StateChip tone="warn">{m.proposed}</StateChip>}
    </Stack>
  )
  const columns: [Column<ChainPeriod>, ...Column<ChainPeriod>[]] = [
    {
      key: 'label',
      title: m.periodLabel,
      cell: ({ label, validFrom, validTo, source }) => (
        <Stack gap={4}>
          <span>{label}</span>
          <span className="small muted">
            {m.from(formatDate(validFrom))} {validTo && m.until(formatDate(validTo))}
          </span>
          {source === 'proposed' && <StateChip tone="warn">{m.proposed}</StateChip>}
        </Stack>
      ),
    },
    { key: 'proposal', title: m.proposalLevel, cell: ({ proposalLevel }) => m.levels[proposalLevel] },
    { key: 'appraisal', title: m.appraisalLevel, cell: ({ appraisalLevel }) => m.levels[appraisalLevel] },
    { key: 'opinion', title: m.opinionBy, cell: ({ opinion }) => (opinion ? acting(opinion) : m.noOpinion) },
    { key: 'decision', title: m.decisionBy, cell: ({ decision }) => acting(decision) },
  ]
  return <DataTable label={m.chain} columns={columns} rows={chain} keyOf={({ validFrom }) => validFrom} />
}
