import { useSearchParam } from '#platform/web/address.ts'
import { Card } from '#platform/web/Card.tsx'
import { type Column, DataTable } from '#platform/web/DataTable.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Link } from '#platform/web/Link.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { TextField } from '#platform/web/TextField.tsx'
import { fold } from '#shared/text.ts'
import { listPermissions, type PermissionRow } from '../contract.ts'
import * as messages from '../messages.ts'

/** Who may do what, as the server enforces it; found by action or by position. */
export function PermissionsPage() {
  const m = useMessages(messages)
  const [q = '', find] = useSearchParam('q')
  const { data, problem, refetch } = useQueryOf(listPermissions, undefined)
  const wanted = fold(q)
  const matches = ({ title, holders, code, limits, stages }: PermissionRow) =>
    fold([title, code, ...holders, ...limits, ...stages].join(' ')).includes(wanted)
  return (
    <Stack gap={20}>
      <PageHeader title={m.title} detail={m.intro} />
      <TextField label={m.search} type="search" value={q} onChange={find} optional />
      <ProblemNotice problem={problem} onRetry={refetch} />
      {!data && !problem && <Loading as="table" />}
      {data && (
        <>
          <Card flush>
            <DataTable
              label={m.title}
              rows={data.permissions.filter(matches)}
              keyOf={({ code }) => code}
              columns={columnsOf(m)}
              empty={
                <EmptyState icon="search" title={m.nothing}>
                  {m.nothingText}
                </EmptyState>
              }
            />
          </Card>
          <Card flush title={m.conflicts}>
            <DataTable
              label={m.conflicts}
              rows={data.conflicts}
              keyOf={({ who }) => who}
              columns={[
                { key: 'who', title: m.conflict, cell: ({ who }) => who },
                { key: 'forbidden', title: m.forbidden, cell: ({ forbidden }) => forbidden.join(', ') },
              ]}
            />
          </Card>
          <p className="muted">{m.conflictsText}</p>
        </>
      )}
    </Stack>
  )
}

function columnsOf(m: typeof messages.vi): [Column<PermissionRow>, ...Column<PermissionRow>[]] {
  return [
    { key: 'permission', title: m.permission, cell: ({ title }) => title },
    {
      key: 'who',
      title: m.who,
      cell: ({ holders }) => holders.map((line) => <div key={line}>{line}</div>),
    },
    {
      key: 'limits',
      title: m.limits,
      cell: ({ limits, stages }) =>
        [...limits, ...stages].map((line) => (
          <div key={line} className="small">
            {line}
          </div>
        )),
    },
    {
      key: 'why',
      title: m.why,
      cell: ({ code, mine }) => <Link to={`/permissions/why?permission=${code}`}>{mine ? m.mine : m.notMine}</Link>,
    },
  ]
}
