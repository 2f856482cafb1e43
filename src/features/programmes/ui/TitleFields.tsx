import { Card } from '#platform/web/Card.tsx'
import { CheckField } from '#platform/web/CheckField.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Grid, Stack } from '#platform/web/Layout.tsx'
import { NumberField } from '#platform/web/NumberField.tsx'
import { SelectField } from '#platform/web/SelectField.tsx'
import * as messages from '../messages.ts'
import { bodies, chainLevels, type ProgrammeSettings } from '../programme.ts'
import { NamedFields } from './NamedFields.tsx'

interface TitleFieldsProps {
  settings: ProgrammeSettings
  onChange: (changes: Partial<ProgrammeSettings>) => void
  onRemoved: (label: string) => void
}

/** How long a title holds, why it is taken away, who signs it, and what carries the cell's vote. */
export function TitleFields({ settings, onChange, onRemoved }: TitleFieldsProps) {
  const m = useMessages(messages)
  const { signingBody, cellVoteMajority } = settings
  return (
    <>
      <Card title={m.keeping}>
        <p className="muted">{m.emptyMeans}</p>
        <Grid min={15}>
          <NumberField
            label={m.titleMonths}
            optional
            value={settings.titleMonths}
            onChange={(titleMonths) => onChange({ titleMonths })}
          />
          <NumberField
            label={m.reappraisalMonths}
            optional
            value={settings.reappraisalMonths}
            onChange={(reappraisalMonths) => onChange({ reappraisalMonths })}
          />
        </Grid>
        <p className="strong">{m.grounds}</p>
        <Stack gap={12}>
          <NamedFields
            entries={settings.revocationGrounds.map((ground) => ({ ...ground, required: false }))}
            stem="can-cu"
            words={{ empty: m.noGrounds, name: m.groundName, add: m.addGround }}
            onChange={(grounds) => onChange({ revocationGrounds: grounds.map(({ code, label }) => ({ code, label })) })}
            onRemoved={onRemoved}
          />
        </Stack>
      </Card>
      <Card title={m.signing}>
        <CheckField
          label={`${m.signingBody}: ${m.asChain.toLowerCase()}`}
          checked={signingBody === null}
          onChange={(asChain) =>
            onChange({ signingBody: asChain ? null : { level: 'commune', body: 'standing_committee' } })
          }
        />
        {signingBody && (
          <Grid min={13}>
            <SelectField
              label={m.level}
              value={signingBody.level}
              options={chainLevels.map((value) => ({ value, label: m.levels[value] }))}
              onChange={(level) => onChange({ signingBody: { ...signingBody, level } })}
            />
            <SelectField
              label={m.body}
              value={signingBody.body}
              options={bodies.map((value) => ({ value, label: m.bodies[value] }))}
              onChange={(body) => onChange({ signingBody: { ...signingBody, body } })}
            />
          </Grid>
        )}
        <p className="strong">{m.majority}</p>
        <p className="muted">{m.majorityHint}</p>
        <Grid min={10}>
          <NumberField
            label={m.majorityPart}
            value={cellVoteMajority.numerator}
            onChange={(numerator) =>
              numerator !== null && onChange({ cellVoteMajority: { ...cellVoteMajority, numerator } })
            }
          />
          <NumberField
            label={m.majorityWhole}
            value={cellVoteMajority.over}
            onChange={(over) => over !== null && onChange({ cellVoteMajority: { ...cellVoteMajority, over } })}
          />
        </Grid>
      </Card>
    </>
  )
}
