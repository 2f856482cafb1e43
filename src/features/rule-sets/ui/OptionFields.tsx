import { Button } from '#platform/web/Button.tsx'
import { CheckField } from '#platform/web/CheckField.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Grid, Stack } from '#platform/web/Layout.tsx'
import { NumberField } from '#platform/web/NumberField.tsx'
import { TextField } from '#platform/web/TextField.tsx'
import { newOption } from '../draft.ts'
import * as editor from '../editorMessages.ts'
import type { Option } from '../item.ts'

interface OptionFieldsProps {
  options: readonly Option[]
  /** Each option holds a range of the figure. */
  banded: boolean
  onChange: (options: Option[], field: string) => void
}

/** The answers of a choice, or the bands of a computed figure. */
export function OptionFields({ options, banded, onChange }: OptionFieldsProps) {
  const e = useMessages(editor)
  return (
    <Stack gap={8}>
      <p className="strong">{e.options}</p>
      {options.map((option, index) => {
        const change = (changes: Partial<Option>) =>
          onChange(
            options.map((one, at) => (at === index ? { ...one, ...changes } : one)),
            `${index}:${Object.keys(changes).join()}`,
          )
        return (
          <fieldset key={option.code} className="rule-option" aria-label={option.label || e.optionLabel}>
            <TextField label={e.optionLabel} value={option.label} onChange={(label) => change({ label })} />
            <Grid min={14}>
              <NumberField
                label={e.optionPoints}
                optional
                value={option.points}
                onChange={(points) => change({ points })}
              />
              {banded && (
                <>
                  <NumberField label={e.optionMin} optional value={option.min} onChange={(min) => change({ min })} />
                  <NumberField label={e.optionMax} optional value={option.max} onChange={(max) => change({ max })} />
                </>
              )}
            </Grid>
            <CheckField label={e.optionPasses} checked={option.passes} onChange={(passes) => change({ passes })} />
            <div>
              <Button
                small
                look="quiet"
                icon="trash"
                onClick={() =>
                  onChange(
                    options.filter((one) => one !== option),
                    'removed',
                  )
                }
              >
                {e.removeOption}
              </Button>
            </div>
          </fieldset>
        )
      })}
      <div>
        <Button small icon="plus" onClick={() => onChange([...options, newOption(options)], `added:${options.length}`)}>
          {e.addOption}
        </Button>
      </div>
    </Stack>
  )
}
