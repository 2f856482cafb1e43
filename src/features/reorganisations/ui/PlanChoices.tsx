import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Grid, Row, Stack } from '#platform/web/Layout.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { SelectField } from '#platform/web/SelectField.tsx'
import { formatNumber } from '#shared/format.ts'
import { editPlan, type PlanView } from '../contract.ts'
import type { Preview } from '../planPreview.ts'
import type { Operation } from '../plan.ts'
import * as messages from '../screenMessages.ts'
import * as studio from '../studioMessages.ts'
import { withPlacement } from './planDraft.ts'

type Choice = Preview['choices'][number]

interface PlanChoicesProps {
  plan: PlanView
  choices: readonly Choice[]
}

/** What only people can decide: of each split unit, where those below it go. */
export function PlanChoices({ plan, choices }: PlanChoicesProps) {
  const t = useMessages(studio)
  const m = useMessages(messages)
  const open = choices.some(({ undecided }) => undecided.length > 0)
  if (choices.length === 0) return null
  return (
    <Card tone={open ? 'warn' : 'plain'} title={m.choices}>
      <Stack>
        <p>{m.choicesText}</p>
        {open && <p className="muted">{t.asOfMain}</p>}
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
  const t = useMessages(studio)
  const [places, setPlaces] = useState<Record<string, string>>({})
  const save = useCommand(editPlan, { done: m.choicesSaved })
  const split = splitOf(plan, choice)
  const mayEdit = plan.allowedActions.includes('edit') && split !== undefined
  const options = choice.into.map(({ id, name }, index) => ({ value: split?.intoIds[index] ?? id, label: name }))
  const asPlanned = (intoId: string) => options[choice.into.findIndex(({ id }) => id === intoId)]?.value ?? ''
  const names = choice.undecided.map(({ name }) => name).join(', ')
  const field = ({ id, name }: { id: string; name: string }, chosen: string) => (
    <SelectField
      key={id}
      label={m.goesTo(name)}
      value={places[id] ?? chosen}
      onChange={(into) => setPlaces({ ...places, [id]: into })}
      options={options}
      placeholder={m.choose}
    />
  )
  return (
    <Stack gap={12}>
      <h3>
        {choice.unit.name} → {choice.into.map(({ name }) => name).join(', ')}
      </h3>
      {!mayEdit && names !== '' && (
        <p>
          {names}. {m.choicesElsewhere}
        </p>
      )}
      {mayEdit && choice.undecided.length > 1 && (
        <Row>
          {options.map(({ value, label }) => (
            <Button
              key={value}
              small
              onClick={() => setPlaces(Object.fromEntries(choice.undecided.map(({ id }) => [id, value])))}
            >
              {t.allTo(label)}
            </Button>
          ))}
        </Row>
      )}
      {mayEdit && <Grid>{choice.undecided.map((unit) => field(unit, ''))}</Grid>}
      {choice.decided.length > 0 && (
        <details>
          <summary>{t.decidedCount(formatNumber(choice.decided.length))}</summary>
          {mayEdit ? (
            <Grid>{choice.decided.map(({ unit, intoId }) => field(unit, asPlanned(intoId)))}</Grid>
          ) : (
            <ul>
              {choice.decided.map(({ unit, intoId }) => (
                <li key={unit.id}>
                  {unit.name} → {choice.into.find(({ id }) => id === intoId)?.name}
                </li>
              ))}
            </ul>
          )}
        </details>
      )}
      {mayEdit && (
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
      )}
    </Stack>
  )
}
