import { Button } from '#platform/web/Button.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Grid, Stack } from '#platform/web/Layout.tsx'
import { newId } from '#platform/web/newId.ts'
import { SelectField } from '#platform/web/SelectField.tsx'
import { TextField } from '#platform/web/TextField.tsx'
import * as words from '../messages.ts'
import * as messages from '../screenMessages.ts'
import { type TeamPart, teamParts } from '../team.ts'

export type DraftSeat = { key: string; personId: string; part: TeamPart; represents: string }

interface SeatFieldsProps {
  seats: readonly DraftSeat[]
  candidates: readonly { personId: string; name: string; title: string }[]
  onChange: (seats: DraftSeat[]) => void
}

/** Who sits on the team, as what, for which office. A person is offered once. */
export function SeatFields({ seats, candidates, onChange }: SeatFieldsProps) {
  const m = useMessages(messages)
  const w = useMessages(words)
  const change = (key: string, changes: Partial<DraftSeat>) =>
    onChange(seats.map((seat) => (seat.key === key ? { ...seat, ...changes } : seat)))
  return (
    <fieldset className="field">
      <legend>{m.members}</legend>
      <Stack gap={20}>
        {seats.map((seat) => (
          <Grid key={seat.key} min={11} gap={12}>
            <SelectField
              label={m.person}
              value={seat.personId}
              placeholder={m.choose}
              onChange={(personId) => change(seat.key, { personId })}
              options={candidates
                .filter(({ personId }) => seats.every((other) => other === seat || other.personId !== personId))
                .map(({ personId, name, title }) => ({ value: personId, label: `${name}, ${title}` }))}
            />
            <SelectField
              label={m.part}
              value={seat.part}
              onChange={(part) => change(seat.key, { part })}
              options={teamParts.map((part) => ({ value: part, label: w.part[part] }))}
            />
            <TextField
              label={m.represents}
              optional
              maxLength={200}
              value={seat.represents}
              onChange={(represents) => change(seat.key, { represents })}
            />
            {seats.length > 1 && (
              <div>
                <Button
                  small
                  look="quiet"
                  icon="trash"
                  onClick={() => onChange(seats.filter(({ key }) => key !== seat.key))}
                >
                  {m.removeMember}
                </Button>
              </div>
            )}
          </Grid>
        ))}
        <div>
          <Button
            small
            icon="plus"
            onClick={() => onChange([...seats, { key: newId(), personId: '', part: 'member', represents: '' }])}
          >
            {m.addMember}
          </Button>
        </div>
      </Stack>
    </fieldset>
  )
}
