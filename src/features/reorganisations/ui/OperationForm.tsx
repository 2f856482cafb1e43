import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { ChoiceField } from '#platform/web/ChoiceField.tsx'
import { useLabel, useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { newId } from '#platform/web/newId.ts'
import { useQueryOf } from '#platform/web/queries.ts'
import { SelectField } from '#platform/web/SelectField.tsx'
import { TextAreaField } from '#platform/web/TextAreaField.tsx'
import { useToday } from '#platform/web/session.ts'
import { TextField } from '#platform/web/TextField.tsx'
import { addDays } from '#shared/format.ts'
import { getUnit, listUnits } from '#features/units/contract.ts'
import type { Operation } from '../plan.ts'
import * as messages from '../screenMessages.ts'
import { asks, type Deed, deeds, destinations, emptyDeed, operationsOf } from './deed.ts'
import { EndedUnitField } from './EndedUnitField.tsx'
import { OwnPaper } from './OwnPaper.tsx'
import { UnitChecks } from './UnitChecks.tsx'

interface OperationFormProps {
  provinceId: string
  /** The day of the plan, for changes without one of their own; the units of the day before are to choose from. */
  effective: string
  /** What the plan says so far: units it makes can be chosen, too. */
  operations: readonly Operation[]
  onAdd: (operations: Operation[]) => void
}

interface Named {
  id: string
  name: string
}
const asOptions = (units: readonly Named[]) => units.map(({ id, name }) => ({ value: id, label: name }))

/** One change of the plan: what is done, to which units under which one, and what comes of it. */
export function OperationForm({ provinceId, effective, operations: earlier, onAdd }: OperationFormProps) {
  const m = useMessages(messages)
  const [within, setWithin] = useState(provinceId)
  const [deed, setDeed] = useState(emptyDeed)
  const today = useToday()
  const eve = addDays(deed.on || effective || addDays(today, 1), -1)
  const province = useQueryOf(getUnit, { unitId: provinceId, on: eve })
  const top = useQueryOf(listUnits, { parent: provinceId, on: eve, limit: 200 })
  const below = useQueryOf(listUnits, { parent: within, on: eve, limit: 200 })
  const madeUnder = (unitId: string) => madeBy(earlier).filter(({ parentId }) => parentId === unitId)
  const places = [...(province.data ? [province.data] : []), ...(top.data?.items ?? []), ...madeUnder(provinceId)]
  const units = [...(below.data?.items ?? []), ...madeUnder(within)]
  const change = (part: Partial<Deed>) => setDeed({ ...deed, ...part })
  const { kinds, kind } = useKinds(deed, deed.unitIds[0] ?? units[0]?.id, eve)
  const operations = operationsOf({ ...deed, kind }, within, newId)
  return (
    <Card title={m.addTitle}>
      <Stack>
        <SelectField
          label={m.what}
          value={deed.what}
          onChange={(what) => setDeed({ ...emptyDeed, what })}
          options={deeds.map((what) => ({ value: what, label: m.does[what] }))}
        />
        <p className="small muted">{m.meaning[deed.what]}</p>
        <SelectField
          label={m.within}
          value={within}
          onChange={(unitId) => {
            setWithin(unitId)
            change({ unitIds: [], kind: '', toId: '', leaving: [] })
          }}
          options={asOptions(places)}
        />
        <Subject deed={deed} units={units} eve={eve} change={change} />
        <Result deed={deed} units={units} kinds={kinds} kind={kind} change={change} />
        {deed.what === 'move' && (
          <SelectField
            label={m.newParent}
            value={deed.toId}
            onChange={(toId) => change({ toId })}
            options={asOptions(places.filter(({ id }) => id !== within && id !== deed.unitIds[0]))}
            placeholder={m.choose}
          />
        )}
        {deed.what === 'abolish' && (
          <SelectField
            label={m.successor}
            hint={m.successorHint}
            optional
            value={deed.toId}
            onChange={(toId) => change({ toId })}
            options={asOptions(
              [...places, ...units].filter(({ id }, at, all) => isFirst(all, id, at) && !deed.unitIds.includes(id)),
            )}
            placeholder={m.noSuccessor}
          />
        )}
        <OwnPaper deed={deed} change={change} />
        <div>
          <Button
            icon="plus"
            blocked={operations.length === 0 ? m.incomplete : undefined}
            onClick={() => {
              onAdd(operations)
              setDeed({ ...emptyDeed, what: deed.what })
            }}
          >
            {m.add}
          </Button>
        </div>
      </Stack>
    </Card>
  )
}

/** Units that the plan makes. */
const madeBy = (operations: readonly Operation[]) =>
  operations.flatMap((one) => (one.do === 'create' ? [{ id: one.unitId, name: one.name, parentId: one.parentId }] : []))

const isFirst = (all: readonly Named[], id: string, at: number) => all.findIndex((one) => one.id === id) === at

/** What the new unit may be: as the old one is, or what that may become. */
function useKinds({ what, kind }: Deed, likeId: string | undefined, eve: string) {
  const label = useLabel()
  const like = useQueryOf(getUnit, { unitId: likeId ?? '', on: eve }, { when: likeId !== undefined })
  const kinds = like.data?.alternatives.map((one) => ({ value: one.kind, label: label(one.label) })) ?? []
  return { kinds, kind: kind || (what === 'change_kind' ? '' : (like.data?.kind ?? '')) }
}

interface PartProps {
  deed: Deed
  units: readonly Named[]
  change: (part: Partial<Deed>) => void
}

/** Which unit or units the change is about. */
function Subject({ deed, units, eve, change }: PartProps & { eve: string }) {
  const m = useMessages(messages)
  const [unitId] = deed.unitIds
  if (deed.what === 'create') return null
  if (deed.what === 'reopen')
    return <EndedUnitField value={unitId ?? ''} on={eve} onChange={(id) => change({ unitIds: [id] })} />
  if (asks[deed.what].several)
    return (
      <UnitChecks
        legend={deed.what === 'merge' ? m.unitsToMerge : m.unitsToEnd}
        units={units}
        value={deed.unitIds}
        onChange={(unitIds) => change({ unitIds })}
      />
    )
  return (
    <>
      <SelectField
        label={m.unit}
        value={unitId ?? ''}
        onChange={(id) => change({ unitIds: [id], kind: '', leaving: [] })}
        options={asOptions(units)}
        placeholder={m.choose}
      />
      {asks[deed.what].leaving && unitId !== undefined && (
        <Leaving unitId={unitId} eve={eve} value={deed.leaving} onChange={(leaving) => change({ leaving })} />
      )}
    </>
  )
}

interface LeavingProps {
  unitId: string
  eve: string
  value: readonly string[]
  onChange: (unitIds: string[]) => void
}

function Leaving({ unitId, eve, value, onChange }: LeavingProps) {
  const m = useMessages(messages)
  const { data } = useQueryOf(listUnits, { parent: unitId, on: eve, limit: 200 })
  return <UnitChecks legend={m.leaving} units={data?.items ?? []} value={value} onChange={onChange} />
}

interface ResultProps extends PartProps {
  kinds: { value: string; label: string }[]
  kind: string
}

/** What comes of it: new units by name and kind, or one that is there. */
function Result({ deed, units, kinds, kind, change }: ResultProps) {
  const m = useMessages(messages)
  const { into, name: asksName, kind: asksKind } = asks[deed.what]
  const isNew = into === true && deed.into === 'new'
  return (
    <>
      {into && (
        <ChoiceField
          label={m.into}
          inRow
          value={deed.into}
          onChange={(value) => change({ into: value, toId: '' })}
          options={destinations.map((value) => ({ value, label: m.destinations[value] }))}
        />
      )}
      {into && !isNew && (
        <SelectField
          label={m.receiver}
          value={deed.toId}
          onChange={(toId) => change({ toId })}
          options={asOptions(units.filter(({ id }) => !deed.unitIds.includes(id)))}
          placeholder={m.choose}
        />
      )}
      {deed.what === 'split' && (
        <TextAreaField
          label={m.newNames}
          hint={m.newNamesHint}
          rows={3}
          value={deed.name}
          onChange={(name) => change({ name })}
        />
      )}
      {deed.what !== 'split' && (asksName || isNew) && (
        <TextField
          label={m.newName}
          optional={deed.what === 'change_kind'}
          value={deed.name}
          onChange={(name) => change({ name })}
          maxLength={200}
        />
      )}
      {(asksKind || isNew) && kinds.length > 0 && (
        <SelectField
          label={m.newKind}
          value={kind}
          onChange={(value) => change({ kind: value })}
          options={kinds}
          placeholder={m.choose}
        />
      )}
    </>
  )
}
