import { useChangeSearch, useSearchParam } from '#platform/web/address.ts'
import { useMessages } from '#platform/web/lang.tsx'
import { Grid } from '#platform/web/Layout.tsx'
import { SelectField } from '#platform/web/SelectField.tsx'
import { useToday } from '#platform/web/session.ts'
import * as messages from '../boardMessages.ts'
import { dossierStates } from '../dossier.ts'
import * as words from '../messages.ts'
import type { OwnUnit } from './unitsOfMine.ts'

interface CellFiltersProps {
  units: readonly OwnUnit[]
  unitId: string
  year: string
  /** Cells without a dossier are shown too. */
  withoutDossier?: boolean
  /** Communes to choose from, where there are several. */
  communes?: readonly string[]
  /** Every year at once is a choice. */
  everyYear?: boolean
}

/** Unit, year and state, kept in the address. */
export function CellFilters({
  units,
  unitId,
  year,
  communes = [],
  withoutDossier = true,
  everyYear = false,
}: CellFiltersProps) {
  const m = useMessages(messages)
  const w = useMessages(words)
  const change = useChangeSearch()
  const [state] = useSearchParam('state')
  const [commune] = useSearchParam('commune')
  const now = Number(useToday().slice(0, 4))
  const years = Array.from({ length: now + 2 - 2021 }, (_, index) => String(now + 1 - index))
  return (
    <Grid min={12} gap={12}>
      {units.length > 1 && (
        <SelectField
          label={m.unit}
          value={unitId}
          onChange={(chosen) => change({ unitId: chosen })}
          options={units.map((unit) => ({ value: unit.unitId, label: unit.unitName }))}
        />
      )}
      <SelectField
        label={m.year}
        value={year || 'all'}
        onChange={(chosen) => change({ year: chosen === 'all' ? undefined : chosen })}
        options={[
          ...(everyYear ? [{ value: 'all', label: m.allYears }] : []),
          ...years.map((one) => ({ value: one, label: one })),
        ]}
      />
      {communes.length > 1 && (
        <SelectField
          label={m.commune}
          value={commune ?? 'all'}
          onChange={(chosen) => change({ commune: chosen === 'all' ? undefined : chosen })}
          options={[{ value: 'all', label: m.allCommunes }, ...communes.map((name) => ({ value: name, label: name }))]}
        />
      )}
      <SelectField
        label={m.state}
        value={state ?? 'all'}
        onChange={(chosen) => change({ state: chosen === 'all' ? undefined : chosen })}
        options={[
          { value: 'all', label: m.allStates },
          ...(withoutDossier ? [{ value: 'none', label: m.notRegistered }] : []),
          ...dossierStates.map((one) => ({ value: one, label: w.states[one] })),
        ]}
      />
    </Grid>
  )
}
