import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Grid, Stack } from '#platform/web/Layout.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { SelectField } from '#platform/web/SelectField.tsx'
import { editPlan, type PlanView, type Preview } from '../contract.ts'
import type { Operation } from '../plan.ts'
import * as messages from '../screenMessages.ts'
import { withPlacement } from './planDraft.ts'

type Choice = Preview['choices'][number]

interface PlanChoicesProps {
  plan: PlanView
  choices: readonly Choice[]
}

/** What only people can decide: of each split unit, where those below it go. */
export function PlanChoices({ plan, choices }: PlanChoicesProps) {
  const m = useMessages(messages)
  if (choices.length === 0) return null
  return (
    <Card tone="warn" title={m.choices}>
      <Stack>
        <p>{m.choicesText}</p>
        {choices.map((choice) => (
          <Placing key={choice.unit.id} plan={plan} choice={choice} />
        ))}
      </Stack>
    </Card>
  )
}

type Split = Extract<Operation, { do: 'split' }>

/** The plan's own words for the split unit: by its id, or by the only name the plan brings along for it. */
function splitOf({ content }: PlanView, { unit }: Choice): Split | undefined {
  const splits = content.operations.filter((one): one is Split => one.do === 'split')
  const named = new Set(content.before.filter(({ name }) => name === unit.name).map(({ id }) => id))
  const alike = splits.filter((one) => named.has(one.unitId))
  return splits.find((one) => one.unitId === unit.id) ?? (alike.length === 1 ? alike[0] : undefined)
}

function Placing({ plan, choice }: { plan: PlanView; choice: Choice }) {
  const m = useMessages(messages)
  const [places, setPlaces] = useState<Record<string, string>>({})
  const save = useCommand(editPlan, { done: m.choicesSaved })
  const split = splitOf(plan, choice)
  const mayEdit = plan.allowedActions.includes('edit') && split !== undefined
  const options = choice.into.map(({ id, name }, index) => ({ value: split?.intoIds[index] ?? id, label: name }))
  const names = choice.undecided.map(({ name }) => name).join(', ')
  return (
    <Stack gap={12}>
      <h3>
        {choice.unit.name} → {choice.into.map(({ name }) => name).join(', ')}
      </h3>
      {!mayEdit && (
        <p>
          {names}. {m.choicesElsewhere}
        </p>
      )}
      {mayEdit && (
        <>
          <Grid>
            {choice.undecided.map(({ id, name }) => (
              <SelectField
                key={id}
                label={m.goesTo(name)}
                value={places[id] ?? ''}
                onChange={(into) => setPlaces({ ...places, [id]: into })}
                options={options}
                placeholder={m.choose}
              />
            ))}
          </Grid>
          <div>
            <Button
              busy={save.busy}
              blocked={Object.keys(places).length === 0 ? m.chooseFirst : undefined}
              onClick={() =>
                save.run({
                  planId: plan.id,
                  version: plan.version,
                  title: plan.title,
                  content: withPlacement(plan.content, split, places),
                })
              }
            >
              {m.saveChoices}
            </Button>
          </div>
        </>
      )}
    </Stack>
  )
}
