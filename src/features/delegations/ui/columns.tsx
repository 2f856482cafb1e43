import { Decision } from '#features/units/ui/Decision.tsx'
import type { Column } from '#platform/web/DataTable.tsx'
import { addDays, formatDate } from '#shared/format.ts'
import type { DelegationView } from '../contract.ts'
import type { vi } from '../messages.ts'
import { DelegatedActions } from './DelegatedActions.tsx'

type Words = typeof vi
type Told = Pick<DelegationView, 'permissions' | 'validFrom' | 'validTo' | 'decision'>

/** What is handed over, from when to when and by which decision: told alike to who gives and who receives. */
export const actionsColumn = (m: Words): Column<Told> => ({
  key: 'what',
  title: m.what,
  cell: ({ permissions }) => <DelegatedActions permissions={permissions} />,
})

export const timeColumn = (m: Words): Column<Told> => ({
  key: 'time',
  title: m.time,
  cell: ({ validFrom, validTo }) => m.between(formatDate(validFrom), formatDate(addDays(validTo, -1))),
})

export const decisionColumn = (m: Words): Column<Told> => ({
  key: 'decision',
  title: m.by,
  cell: ({ decision }) => (
    <span className="small muted">
      <Decision of={decision} />
    </span>
  ),
})
