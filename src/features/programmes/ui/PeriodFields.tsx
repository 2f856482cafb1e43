import { Button } from '#platform/web/Button.tsx'
import { CheckField } from '#platform/web/CheckField.tsx'
import { DayField } from '#platform/web/DayField.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Grid } from '#platform/web/Layout.tsx'
import { SelectField } from '#platform/web/SelectField.tsx'
import { TextField } from '#platform/web/TextField.tsx'
import * as messages from '../messages.ts'
import { bodies, type ChainPeriod, chainLevels, sources } from '../programme.ts'
import './ProgrammeForm.css'

type Acting = ChainPeriod['decision']

interface PeriodFieldsProps {
  period: ChainPeriod
  onChange: (period: ChainPeriod) => void
  onRemove: () => void
}

/** One period of the chain. */
export function PeriodFields({ period, onChange, onRemove }: PeriodFieldsProps) {
  const m = useMessages(messages)
  const change = (changes: Partial<ChainPeriod>) => onChange({ ...period, ...changes })
  const levelOptions = chainLevels.map((value) => ({ value, label: m.levels[value] }))
  const sourceOptions = sources.map((value) => ({ value, label: m.sources[value] }))
  return (
    <fieldset className="programme-part" aria-label={period.label || m.periodLabel}>
      <TextField label={m.periodLabel} maxLength={200} value={period.label} onChange={(label) => change({ label })} />
      <div className="programme-days">
        <DayField label={m.validFrom} value={period.validFrom} onChange={(validFrom) => change({ validFrom })} />
        <DayField
          label={m.validTo}
          hint={m.openEnd}
          optional
          value={period.validTo ?? ''}
          onChange={(day) => change({ validTo: day || null })}
        />
      </div>
      <Grid min={13}>
        <SelectField
          label={m.proposalLevel}
          value={period.proposalLevel}
          options={levelOptions}
          onChange={(proposalLevel) => change({ proposalLevel })}
        />
        <SelectField
          label={m.appraisalLevel}
          value={period.appraisalLevel}
          options={levelOptions}
          onChange={(appraisalLevel) => change({ appraisalLevel })}
        />
        <SelectField
          label={m.source}
          value={period.source}
          options={sourceOptions}
          onChange={(source) => change({ source })}
        />
      </Grid>
      <CheckField
        label={m.hasOpinion}
        checked={period.opinion !== null}
        onChange={(has) =>
          change({
            opinion: has ? { level: period.appraisalLevel, body: 'standing_body', source: 'proposed' } : null,
          })
        }
      />
      {period.opinion && (
        <ActingFields title={m.opinionBy} acting={period.opinion} onChange={(opinion) => change({ opinion })} />
      )}
      <ActingFields title={m.decisionBy} acting={period.decision} onChange={(decision) => change({ decision })} />
      <div>
        <Button small look="quiet" icon="trash" onClick={onRemove}>
          {m.removePeriod}
        </Button>
      </div>
    </fieldset>
  )
}

function ActingFields({
  title,
  acting,
  onChange,
}: {
  title: string
  acting: Acting
  onChange: (acting: Acting) => void
}) {
  const m = useMessages(messages)
  return (
    <fieldset className="programme-acting">
      <legend className="strong">{title}</legend>
      <Grid min={13}>
        <SelectField
          label={m.level}
          value={acting.level}
          options={chainLevels.map((value) => ({ value, label: m.levels[value] }))}
          onChange={(level) => onChange({ ...acting, level })}
        />
        <SelectField
          label={m.body}
          value={acting.body}
          options={bodies.map((value) => ({ value, label: m.bodies[value] }))}
          onChange={(body) => onChange({ ...acting, body })}
        />
        <SelectField
          label={m.source}
          value={acting.source}
          options={sources.map((value) => ({ value, label: m.sources[value] }))}
          onChange={(source) => onChange({ ...acting, source })}
        />
      </Grid>
    </fieldset>
  )
}
