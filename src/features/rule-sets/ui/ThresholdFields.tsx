import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Grid, Stack } from '#platform/web/Layout.tsx'
import { NumberField } from '#platform/web/NumberField.tsx'
import { TextField } from '#platform/web/TextField.tsx'
import * as editor from '../editorMessages.ts'
import type { Threshold } from '../ruleSet.ts'

interface ThresholdFieldsProps {
  thresholds: readonly Threshold[]
  onChange: (thresholds: Threshold[], key: string) => void
}

const freeLevel = (thresholds: readonly Threshold[]): string => {
  const numbers = Array.from({ length: thresholds.length + 1 }, (_, index) => `muc-${index + 1}`)
  return numbers.find((level) => !thresholds.some((one) => one.level === level)) ?? `muc-${thresholds.length + 1}`
}

/** Levels by points: from the lower line, which belongs to a level, to below the upper one, which does not. */
export function ThresholdFields({ thresholds, onChange }: ThresholdFieldsProps) {
  const e = useMessages(editor)
  const add = () => {
    const level = freeLevel(thresholds)
    onChange([...thresholds, { level, label: '', minInclusive: 0, maxExclusive: null }], `threshold:added:${level}`)
  }
  return (
    <Card title={e.thresholds}>
      <Stack gap={8}>
        {thresholds.length === 0 && <p className="muted">{e.noThresholds}</p>}
        {thresholds.map((threshold, index) => {
          const change = (changes: Partial<Threshold>) =>
            onChange(
              thresholds.map((one, at) => (at === index ? { ...one, ...changes } : one)),
              `threshold:${index}:${Object.keys(changes).join()}`,
            )
          return (
            <fieldset key={threshold.level} className="rule-option" aria-label={threshold.label || e.thresholdLabel}>
              <Grid min={11}>
                <TextField label={e.thresholdLabel} value={threshold.label} onChange={(label) => change({ label })} />
                <NumberField
                  label={e.thresholdFrom}
                  value={threshold.minInclusive}
                  onChange={(from) => change({ minInclusive: from ?? 0 })}
                />
                <NumberField
                  label={e.thresholdTo}
                  optional
                  value={threshold.maxExclusive}
                  onChange={(maxExclusive) => change({ maxExclusive })}
                />
              </Grid>
              <div>
                <Button
                  small
                  look="quiet"
                  icon="trash"
                  onClick={() =>
                    onChange(
                      thresholds.filter((one) => one !== threshold),
                      `threshold:removed:${threshold.level}`,
                    )
                  }
                >
                  {e.removeThreshold}
                </Button>
              </div>
            </fieldset>
          )
        })}
        <div>
          <Button small icon="plus" onClick={add}>
            {e.addThreshold}
          </Button>
        </div>
      </Stack>
    </Card>
  )
}
