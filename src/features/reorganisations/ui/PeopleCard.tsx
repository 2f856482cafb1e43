import './PlanTold.css'
import { call } from '#platform/web/api.ts'
import { HrefButton } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { type Column, DataTable } from '#platform/web/DataTable.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row } from '#platform/web/Layout.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { keyOf } from '#platform/web/queries.ts'
import { StateChip } from '#platform/web/StateChip.tsx'
import { usePages } from '#platform/web/usePages.ts'
import { listPeopleToTell } from '../contract.ts'
import type { PersonToTell } from '../planPreview.ts'
import * as messages from '../studioMessages.ts'

const formats = ['xlsx', 'csv'] as const

/** Who has to be told, and of what; to read here or to take along as a file. */
export function PeopleCard({ planId, version }: { planId: string; version: number }) {
  const m = useMessages(messages)
  const input = { planId }
  const pages = usePages([...keyOf(listPeopleToTell, input), version], (from, signal) =>
    call(listPeopleToTell, { ...input, ...from }, { signal }),
  )
  const columns: [Column<PersonToTell>, ...Column<PersonToTell>[]] = [
    { key: 'person', title: m.person, cell: ({ person }) => person },
    { key: 'position', title: m.position, cell: ({ position }) => position },
    {
      key: 'unit',
      title: m.unit,
      cell: ({ unit, within }) => (
        <>
          {unit.name}
          {within && <span className="muted">, {within}</span>}
        </>
      ),
    },
    {
      key: 'becomes',
      title: m.changesForThem,
      cell: ({ becomes, ends, follows }) => (
        <div className="plan-told">
          <StateChip tone={ends ? 'warn' : 'met'}>
            {follows ? (ends ? m.followEnds : m.followsOn) : ends ? m.ends : m.keeps}
          </StateChip>
          <span>{becomes}</span>
        </div>
      ),
    },
  ]
  return (
    <>
      <Row between>
        <p className="muted">{m.peopleText}</p>
        <Row>
          {formats.map((format) => (
            <HrefButton
              key={format}
              href={`/api/v1/reorganisations/${planId}/people/${format}`}
              download
              icon="download"
              small
            >
              {m.download(format.toUpperCase())}
            </HrefButton>
          ))}
        </Row>
      </Row>
      <ProblemNotice problem={pages.problem} onRetry={pages.refetch} />
      {!pages.rows && !pages.problem && <Loading as="table" />}
      {pages.rows && (
        <Card flush>
          <DataTable
            label={m.people}
            columns={columns}
            rows={pages.rows}
            keyOf={({ id }) => id}
            onMore={pages.onMore}
            busy={pages.busy}
            empty={
              <EmptyState icon="people" title={m.nobody}>
                {m.nobodyText}
              </EmptyState>
            }
          />
        </Card>
      )}
    </>
  )
}
