import './BeforeAfter.css'
import { useDeferredValue, useState } from 'react'
import { call } from '#platform/web/api.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Grid, Stack } from '#platform/web/Layout.tsx'
import { Link } from '#platform/web/Link.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import * as common from '#platform/web/messages.ts'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { keyOf } from '#platform/web/queries.ts'
import { SelectField } from '#platform/web/SelectField.tsx'
import { useSearchParam } from '#platform/web/address.ts'
import { StateChip } from '#platform/web/StateChip.tsx'
import { TextField } from '#platform/web/TextField.tsx'
import { usePages } from '#platform/web/usePages.ts'
import { formatDate, formatNumber } from '#shared/format.ts'
import { marks } from '../becoming.ts'
import { listBecomings } from '../contract.ts'
import type { BecomingRow, Preview } from '../planPreview.ts'
import * as words from '../previewMessages.ts'
import * as messages from '../studioMessages.ts'
import { MarkChip } from './MarkChip.tsx'

interface BeforeAfterProps {
  planId: string
  /** The plan's day: units that change on another one say so. */
  effective: string
  version: number
  counts: Preview['units']
}

/** Every unit the plan touches, as it is the day before and from the day on, side by side, and why. */
export function BeforeAfter({ planId, effective, version, counts }: BeforeAfterProps) {
  const m = useMessages(messages)
  const [asked, setMark] = useSearchParam('mark')
  const mark = marks.find((one) => one === asked)
  const [find, setFind] = useState('')
  const q = useDeferredValue(find.trim())
  const input = { planId, ...(mark ? { mark } : {}), ...(q ? { q } : {}) }
  const pages = usePages([...keyOf(listBecomings, input), version], (from, signal) =>
    call(listBecomings, { ...input, ...from }, { signal }),
  )
  const options = [
    { value: 'all', label: m.all },
    ...marks.flatMap((one) => {
      const count = counts[one]
      return count ? [{ value: one, label: `${m.marks[one]} (${formatNumber(count)})` }] : []
    }),
  ]
  return (
    <Card title={m.tabs.units}>
      <Grid min={18}>
        <SelectField
          label={m.show}
          value={mark ?? 'all'}
          onChange={(value) => setMark(value === 'all' ? undefined : value)}
          options={options}
        />
        <TextField label={m.find} optional value={find} onChange={setFind} maxLength={200} />
      </Grid>
      <ProblemNotice problem={pages.problem} onRetry={pages.refetch} />
      {!pages.rows && !pages.problem && <Loading as="table" />}
      {pages.rows?.length === 0 && (
        <EmptyState icon="tree" title={m.noUnits}>
          {m.noUnitsText}
        </EmptyState>
      )}
      {pages.rows && pages.rows.length > 0 && <UnitTable rows={pages.rows} effective={effective} />}
      <More onMore={pages.onMore} busy={pages.busy} />
    </Card>
  )
}

function More({ onMore, busy }: { onMore: (() => void) | undefined; busy: boolean }) {
  const m = useMessages(common)
  if (!onMore) return null
  return (
    <div className="table-more">
      <Button busy={busy} onClick={onMore}>
        {m.showMore}
      </Button>
    </div>
  )
}

function UnitTable({ rows, effective }: { rows: readonly BecomingRow[]; effective: string }) {
  const m = useMessages(messages)
  return (
    <table className="before-after">
      <thead>
        <tr>
          <th scope="col">{m.change}</th>
          <th scope="col">{m.before}</th>
          <th scope="col">{m.after}</th>
          <th scope="col">{m.why}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.unit.id} className={`before-after-${row.mark}`}>
            <td>
              <Stack gap={4}>
                <MarkChip mark={row.mark} />
                {row.on !== effective && <span className="small muted">{m.from(formatDate(row.on))}</span>}
                {row.undecided && <StateChip tone="warn">{m.notChosen}</StateChip>}
              </Stack>
            </td>
            <td>
              <span className="before-after-when small muted">{m.before}</span>
              {row.before === null ? (
                <span className="muted">{m.nothing}</span>
              ) : (
                <Link to={`/units/${row.unit.id}`}>{row.before}</Link>
              )}
            </td>
            <td>
              <span className="before-after-when small muted">{m.after}</span>
              <After row={row} />
            </td>
            <td>
              <span className="before-after-when small muted">{m.why}</span>
              <Why row={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const MOST = 4
const namesOf = (units: readonly { name: string }[]) => units.map(({ name }) => name)

function useListed() {
  const m = useMessages(messages)
  return (units: readonly { name: string }[]): string => {
    const names = namesOf(units).slice(0, MOST).join(', ')
    return units.length > MOST ? m.many(names, formatNumber(units.length - MOST)) : names
  }
}

function After({ row: { after, successors } }: { row: BecomingRow }) {
  const m = useMessages(messages)
  const listed = useListed()
  if (after !== null) return after
  return successors.length > 0 ? m.becomesOf(listed(successors)) : <span className="muted">{m.nothing}</span>
}

function Why({ row }: { row: BecomingRow }) {
  const { causes } = useMessages(words)
  const listed = useListed()
  const told = row.causes.map(({ does, from, into }) => causes[does]({ from: listed(from), into: listed(into) }))
  return <span className="small">{[...new Set(told)].join('; ')}</span>
}
