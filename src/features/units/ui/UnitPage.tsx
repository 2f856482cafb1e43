import { type ReactNode, useState } from 'react'
import { addDays, formatDate } from '#shared/format.ts'
import { useParam } from '#platform/web/address.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { Split, Stack } from '#platform/web/Layout.tsx'
import { useLabel, useMessages } from '#platform/web/lang.tsx'
import { LinkList } from '#platform/web/LinkList.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { StateChip } from '#platform/web/StateChip.tsx'
import { getUnit, type UnitView } from '../contract.ts'
import * as messages from '../messages.ts'
import { DayPicker, useDay } from './DayPicker.tsx'
import { EditUnitDialog } from './EditUnitDialog.tsx'
import { UnitChildren } from './UnitChildren.tsx'
import { UnitCounts } from './UnitCounts.tsx'
import { UnitPowers } from './UnitPowers.tsx'
import { UnitStandings } from './UnitStandings.tsx'
import { UnitStory } from './UnitStory.tsx'
import { useUnitPath } from './unitPath.ts'

interface UnitPageProps {
  /** Who holds which position here; made by the feature that knows people. */
  positions: (unit: UnitView, day: string) => ReactNode
}

/** One unit on a day: what it is, what is above and below it, who leads it, how it came to be. */
export function UnitPage({ positions }: UnitPageProps) {
  const [day] = useDay()
  const { data: unit, problem, refetch } = useQueryOf(getUnit, { unitId: useParam('unitId'), on: day })
  if (problem && !unit) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!unit) return <Loading as="page" />
  return (
    <Stack gap={20}>
      <UnitHeader unit={unit} />
      <Split
        aside={
          <>
            <UnitStandings unit={unit} />
            <UnitPowers unit={unit} />
            <UnitStory unit={unit} />
            <UnitLinks unit={unit} />
          </>
        }
      >
        <UnitCounts unit={unit} />
        {positions(unit, shownDay(unit))}
        <UnitChildren unit={unit} />
      </Split>
    </Stack>
  )
}

/** The day that is really shown: the unit's last or first one where it did not exist on the chosen day. */
function shownDay({ inForce, on, validFrom, validTo }: UnitView): string {
  if (inForce) return on
  return validTo !== null && validTo <= on ? addDays(validTo, -1) : validFrom
}

function UnitHeader({ unit }: { unit: UnitView }) {
  const m = useMessages(messages)
  const label = useLabel()
  const pathOf = useUnitPath()
  const [editing, setEditing] = useState(false)
  const same = unit.committee === unit.name
  return (
    <>
      <PageHeader
        title={unit.name}
        crumbs={[
          { text: m.units, to: '/units' },
          ...unit.chain.map(({ id, name }) => ({ text: name, to: pathOf(id) })),
        ]}
        state={
          unit.inForce ? (
            <StateChip tone="slate">{label(unit.kindLabel)}</StateChip>
          ) : (
            <StateChip tone="neutral">
              {unit.validTo !== null && unit.validTo <= unit.on
                ? m.ended(formatDate(addDays(unit.validTo, -1)))
                : m.notYet(formatDate(unit.validFrom))}
            </StateChip>
          )
        }
        detail={same ? undefined : unit.committee}
        actions={
          <>
            {unit.allowedActions.includes('edit') && (
              <Button icon="edit" onClick={() => setEditing(true)}>
                {m.edit}
              </Button>
            )}
            <DayPicker />
          </>
        }
      />
      {!unit.inForce && (
        <Card tone="slate">
          <p>{m.shownAsOf(formatDate(shownDay(unit)))}</p>
        </Card>
      )}
      <EditUnitDialog unit={unit} open={editing} onClose={() => setEditing(false)} />
    </>
  )
}

function UnitLinks({ unit }: { unit: UnitView }) {
  const m = useMessages(messages)
  if (unit.level === 'group' || unit.level === 'body' || !unit.withinScope) return null
  return (
    <Card title={m.more} flush>
      <LinkList
        items={[
          { key: 'months', to: `/units/${unit.id}/months`, title: m.months, icon: 'calendar' },
          ...(unit.level === 'cell'
            ? [{ key: 'tasks', to: `/units/${unit.id}/tasks`, title: m.tasks, icon: 'todo' as const }]
            : []),
          { key: 'review', to: `/units/${unit.id}/score-review`, title: m.review, icon: 'chart' },
          { key: 'dossiers', to: `/dossiers?unitId=${unit.id}`, title: m.dossiers, icon: 'file' },
          { key: 'titles', to: `/titles?unitId=${unit.id}`, title: m.titles, icon: 'medal' },
          { key: 'reports', to: `/reports?unit=${unit.id}&asOf=${unit.on}`, title: m.reports, icon: 'chart' },
        ]}
      />
    </Card>
  )
}
