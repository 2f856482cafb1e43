import { listRuleSets } from '#features/rule-sets/contract.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { DayField } from '#platform/web/DayField.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { SelectField } from '#platform/web/SelectField.tsx'
import { addDays } from '#shared/format.ts'
import * as messages from '../messages.ts'
import type { ProgrammeRuleSet } from '../programme.ts'
import './ProgrammeForm.css'

interface RuleSetFieldsProps {
  ruleSets: readonly ProgrammeRuleSet[]
  onChange: (ruleSets: ProgrammeRuleSet[]) => void
  onRemoved: (title: string) => void
}

const keyOf = ({ code, revision }: { code: string; revision: number }) => `${code}/${revision}`

/** Which criteria hold from which day: published sets only, one at a time. */
export function RuleSetFields({ ruleSets, onChange, onRemoved }: RuleSetFieldsProps) {
  const m = useMessages(messages)
  const { data } = useQueryOf(listRuleSets, { purpose: 'recognition', limit: 200 })
  const usable = data?.items.filter(({ publishedAt }) => publishedAt !== null) ?? []
  const options = usable.map((set) => ({
    value: keyOf(set),
    label: `${set.title.vi} · ${m.revision(set.revision)}${set.demonstration ? ` (${m.demonstration})` : ''}`,
  }))
  const [first] = usable
  const add = () => {
    const last = ruleSets.at(-1)
    if (!first) return
    const validFrom = last?.validTo ? addDays(last.validTo, 1) : last ? '' : first.effectiveFrom
    onChange([...ruleSets, { code: first.code, revision: first.revision, validFrom, validTo: null }])
  }
  return (
    <Card title={m.ruleSets}>
      <p className="muted">{ruleSets.length === 0 ? m.noRuleSets : m.ruleSetsHint}</p>
      <Stack gap={16}>
        {ruleSets.map((used, index) => {
          const change = (changes: Partial<ProgrammeRuleSet>) =>
            onChange(ruleSets.map((one, at) => (at === index ? { ...one, ...changes } : one)))
          const name = options.find(({ value }) => value === keyOf(used))?.label ?? keyOf(used)
          return (
            // Lines have no other name while they are being written.
            <fieldset key={index} className="programme-part" aria-label={name}>
              <SelectField
                label={m.ruleSet}
                value={keyOf(used)}
                options={options.length > 0 ? options : [{ value: keyOf(used), label: name }]}
                onChange={(chosen) => {
                  const set = usable.find((one) => keyOf(one) === chosen)
                  if (set) change({ code: set.code, revision: set.revision })
                }}
              />
              <div className="programme-days">
                <DayField label={m.validFrom} value={used.validFrom} onChange={(validFrom) => change({ validFrom })} />
                <DayField
                  label={m.validTo}
                  hint={m.openEnd}
                  optional
                  value={used.validTo ?? ''}
                  onChange={(day) => change({ validTo: day || null })}
                />
              </div>
              <div>
                <Button
                  small
                  look="quiet"
                  icon="trash"
                  onClick={() => {
                    onChange(ruleSets.filter((_, at) => at !== index))
                    onRemoved(name)
                  }}
                >
                  {m.removeRuleSet}
                </Button>
              </div>
            </fieldset>
          )
        })}
        <div>
          <Button small icon="plus" blocked={data && !first ? m.noPublished : undefined} onClick={add}>
            {m.addRuleSet}
          </Button>
        </div>
      </Stack>
    </Card>
  )
}
