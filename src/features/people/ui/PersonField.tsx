import { useDeferredValue, useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { newId } from '#platform/web/newId.ts'
import { useQueryOf } from '#platform/web/queries.ts'
import { TextField } from '#platform/web/TextField.tsx'
import { findPeople } from '../contract.ts'
import * as messages from '../messages.ts'
import './PersonField.css'

/** More than these are narrowed by typing on. */
const MOST = 6

/** Somebody known by id, or somebody new under a new id and a name. */
export type ChosenPerson = { id: string; name: string; isNew: boolean }

interface PersonFieldProps {
  value: ChosenPerson | null
  onChange: (person: ChosenPerson | null) => void
  error: string | undefined
}

/** Finds somebody already known before anybody is entered twice. */
export function PersonField({ value, onChange, error }: PersonFieldProps) {
  const m = useMessages(messages)
  const [text, setText] = useState('')
  const wanted = useDeferredValue(text.trim())
  const found = useQueryOf(findPeople, { q: wanted }, { when: value === null && wanted.length >= 2 })
  if (value) {
    return (
      <Stack gap={8}>
        <p className="strong">{m.chosen(value.name)}</p>
        <div>
          <Button small onClick={() => onChange(null)}>
            {m.change}
          </Button>
        </div>
      </Stack>
    )
  }
  const known = wanted.length >= 2 ? (found.data?.items ?? []).slice(0, MOST) : []
  return (
    <Stack gap={8}>
      <TextField label={m.who} hint={m.whoHint} value={text} onChange={setText} maxLength={100} error={error} />
      {known.map((person) => (
        <button
          key={person.id}
          type="button"
          className="person-field-choice"
          onClick={() => onChange({ id: person.id, name: person.name, isNew: false })}
        >
          <span className="strong">{person.name}</span>
          <span className="small muted">{person.latest}</span>
        </button>
      ))}
      {wanted.length >= 2 && (
        <Button wide icon="plus" onClick={() => onChange({ id: newId(), name: wanted, isNew: true })}>
          {m.newPerson(wanted)}
        </Button>
      )}
    </Stack>
  )
}
