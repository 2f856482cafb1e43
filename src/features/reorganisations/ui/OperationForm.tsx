import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { CheckField } from '#platform/web/CheckField.tsx'
import { useLabel, useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { newId } from '#platform/web/newId.ts'
import { useQueryOf } from '#platform/web/queries.ts'
import { SelectField } from '#platform/web/SelectField.tsx'
import { TextAreaField } from '#platform/web/TextAreaField.tsx'
import { TextField } from '#platform/web/TextField.tsx'
import { getUnit, listUnits } from '#features/units/contract.ts'
import type { Operation } from '../plan.ts'
import * as messages from '../screenMessages.ts'
import { deeds, emptyDeed, operationsOf } from './deed.ts'

interface OperationFormProps {
  provinceId: string
  /** The day before the plan takes effect: whose units are to choose from. */
  eve: string
  onAdd: (operations: Operation[]) => void
}

const asOptions = (units: readonly { id: string; name: string }[]) =>
  units.map(({ id, name }) => ({ value: id, label: name }))

/** One change of the plan: what is done, to which units under which one, and what comes of it. */
export function OperationForm({ provinceId, eve, onAdd }: OperationFormProps) {
  const m = useMessages(messages)
  const label = useLabel()
  const [within, setWithin] = useState(provinceId)
  const [find, setFind] = useState('')
  const [deed, setDeed] = useState(emptyDeed)
  const province = useQueryOf(getUnit, { unitId: provinceId, on: eve })
  const top = useQueryOf(listUnits, { parent: provinceId, on: eve, limit: 200 })
  const below = useQueryOf(listUnits, { parent: within, on: eve, limit: 200 })
  const [first] = deed.unitIds
  const chosen = useQueryOf(getUnit, { unitId: first ?? within, on: eve }, { when: first !== undefined })
  const places = [...(province.data ? [province.data] : []), ...(top.data?.items ?? [])]
  const units = below.data?.items ?? []
  const kinds = chosen.data?.alternatives.map((one) => ({ value: one.kind, label: label(one.label) })) ?? []
  const change = (part: Partial<typeof deed>) => setDeed({ ...deed, ...part })
  const kind = deed.kind || (deed.what === 'change_kind' ? '' : (chosen.data?.kind ?? ''))
  const operations = operationsOf({ ...deed, kind }, within, { on: eve, newId })
  const asksKind = first !== undefined && ['merge', 'split', 'change_kind'].includes(deed.what)
  return (
    <Card title={m.addTitle}>
      <Stack>
        <SelectField
          label={m.what}
          value={deed.what}
          onChange={(what) => setDeed({ ...emptyDeed, what })}
          options={deeds.map((what) => ({ value: what, label: m.does[what] }))}
        />
        <SelectField
          label={m.within}
          value={within}
          onChange={(unitId) => {
            setWithin(unitId)
            change({ unitIds: [], kind: '' })
          }}
          options={asOptions(places)}
        />
        {deed.what === 'merge' ? (
          <fieldset className="plan-form-units">
            <legend>{m.unitsToMerge}</legend>
            <TextField label={m.find} optional value={find} onChange={setFind} />
            <div className="plan-form-scroll">
              {units
                .filter(({ name }) => name.toLocaleLowerCase('vi').includes(find.toLocaleLowerCase('vi')))
                .map(({ id, name }) => (
                  <CheckField
                    key={id}
                    label={name}
                    checked={deed.unitIds.includes(id)}
                    onChange={(on) =>
                      change({ unitIds: on ? [...deed.unitIds, id] : deed.unitIds.filter((one) => one !== id) })
                    }
                  />
                ))}
            </div>
          </fieldset>
        ) : (
          <SelectField
            label={m.unit}
            value={first ?? ''}
            onChange={(unitId) => change({ unitIds: [unitId], kind: '' })}
            options={asOptions(units)}
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
        {(deed.what === 'merge' || deed.what === 'rename' || deed.what === 'change_kind') && (
          <TextField
            label={m.newName}
            optional={deed.what === 'change_kind'}
            value={deed.name}
            onChange={(name) => change({ name })}
            maxLength={200}
          />
        )}
        {asksKind && (
          <SelectField
            label={m.newKind}
            value={kind}
            onChange={(value) => change({ kind: value })}
            options={kinds}
            placeholder={m.choose}
          />
        )}
        {deed.what === 'move' && (
          <SelectField
            label={m.newParent}
            value={deed.parentId}
            onChange={(parentId) => change({ parentId })}
            options={asOptions(places.filter(({ id }) => id !== within && id !== first))}
            placeholder={m.choose}
          />
        )}
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
