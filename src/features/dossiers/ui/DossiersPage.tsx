import { useState } from 'react'
import { useSearchParam } from '#platform/web/address.ts'
import { Card } from '#platform/web/Card.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import * as messages from '../boardMessages.ts'
import { listDossiers } from '../contract.ts'
import { dossierStates } from '../dossier.ts'
import { CellFilters } from './CellFilters.tsx'
import { CellsTable } from './CellsTable.tsx'
import { useOwnUnits } from './unitsOfMine.ts'

const PAGE = 50

/** Every dossier within reach, newest year first, a page at a time. */
export function DossiersPage() {
  const m = useMessages(messages)
  const own = useOwnUnits()
  const [unitId] = useSearchParam('unitId')
  const [year] = useSearchParam('year')
  const [asked] = useSearchParam('state')
  const state = dossierStates.find((one) => one === asked)
  return (
    <Stack gap={16}>
      <PageHeader title={m.dossiers} detail={m.dossiersDetail} />
      <CellFilters
        units={own}
        unitId={unitId ?? own[0]?.unitId ?? ''}
        year={year ?? ''}
        withoutDossier={false}
        everyYear
      />
      <DossierList
        key={`${unitId} ${year} ${state}`}
        filter={{ ...(unitId && { unitId }), ...(year && { year: Number(year) }), ...(state && { state }) }}
      />
    </Stack>
  )
}

type Filter = { unitId?: string; year?: number; state?: (typeof dossierStates)[number] }

/** Grows by a page when more is asked for; nothing shown is asked again. */
function DossierList({ filter }: { filter: Filter }) {
  const [cursors, setCursors] = useState<(string | undefined)[]>([undefined])
  return cursors.map((cursor, index) => (
    <DossierRows
      key={cursor ?? ''}
      filter={filter}
      cursor={cursor}
      onMore={index === cursors.length - 1 ? (next) => setCursors([...cursors, next]) : undefined}
    />
  ))
}

interface DossierRowsProps {
  filter: Filter
  cursor: string | undefined
  onMore: ((next: string) => void) | undefined
}

function DossierRows({ filter, cursor, onMore }: DossierRowsProps) {
  const m = useMessages(messages)
  const { data, problem, refetch } = useQueryOf(listDossiers, { ...filter, limit: PAGE, ...(cursor && { cursor }) })
  if (problem && !data) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!data) return <Loading as="table" />
  const { next } = data
  return (
    <Card flush>
      <CellsTable
        cells={data.items}
        withCommune
        withYear
        empty={
          <EmptyState icon="file" title={m.noDossiers}>
            {m.noDossiersText}
          </EmptyState>
        }
        onMore={next !== null && onMore ? () => onMore(next) : undefined}
      />
    </Card>
  )
}
