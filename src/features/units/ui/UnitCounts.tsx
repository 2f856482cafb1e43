import { useState } from 'react'
import { formatDate, formatNumber } from '#shared/format.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { Facts } from '#platform/web/Facts.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import type { UnitView } from '../contract.ts'
import * as messages from '../messages.ts'
import { RecordProfileDialog } from './RecordProfileDialog.tsx'

/** Members and households of a cell, or what the cells below add up to. */
export function UnitCounts({ unit }: { unit: UnitView }) {
  const m = useMessages(messages)
  const [open, setOpen] = useState(false)
  if (unit.level === 'group' || unit.level === 'body') return null
  return (
    <Card
      title={m.counts}
      aside={
        unit.allowedActions.includes('record_profile') && (
          <Button small icon="edit" onClick={() => setOpen(true)}>
            {m.recordProfile}
          </Button>
        )
      }
    >
      {unit.level === 'cell' ? <CellCounts unit={unit} /> : <CountsBelow unit={unit} />}
      <RecordProfileDialog unit={unit} open={open} onClose={() => setOpen(false)} />
    </Card>
  )
}

function CellCounts({ unit: { profile, withinScope } }: { unit: UnitView }) {
  const m = useMessages(messages)
  if (!profile) {
    return withinScope ? (
      <EmptyState icon="people" title={m.noProfile}>
        {m.noProfileText}
      </EmptyState>
    ) : (
      <p className="muted">{m.profileHidden}</p>
    )
  }
  const shown = (count: number | null) => (count === null ? null : formatNumber(count))
  return (
    <>
      <Facts
        facts={[
          { label: m.members, value: shown(profile.members) },
          { label: m.probationary, value: shown(profile.probationary) },
          { label: m.exempt, value: shown(profile.exempt) },
          { label: m.households, value: shown(profile.households) },
          { label: m.poor, value: shown(profile.poorHouseholds) },
          { label: m.nearPoor, value: shown(profile.nearPoorHouseholds) },
        ]}
      />
      <p className="small muted">{m.countedOn(formatDate(profile.asOf))}</p>
    </>
  )
}

function CountsBelow({ unit: { totals } }: { unit: UnitView }) {
  const m = useMessages(messages)
  return (
    <>
      <Facts
        facts={[
          { label: m.cells, value: m.cellCount(formatNumber(totals.cells), formatNumber(totals.hamletCells)) },
          {
            label: m.members,
            value: totals.members === null || totals.reported === 0 ? null : formatNumber(totals.members),
          },
        ]}
      />
      <p className="small muted">
        {totals.members === null
          ? m.profileHidden
          : m.reported(formatNumber(totals.reported), formatNumber(totals.cells))}
      </p>
    </>
  )
}
