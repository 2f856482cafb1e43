import { Button } from '#platform/web/Button.tsx'
import { CheckField } from '#platform/web/CheckField.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { TextField } from '#platform/web/TextField.tsx'
import * as messages from '../messages.ts'
import './ProgrammeForm.css'

type Entry = { code: string; label: string; required: boolean }

interface NamedFieldsProps {
  entries: readonly Entry[]
  /** What codes begin with; they stay the same when the words change. */
  stem: string
  words: { empty: string; name: string; add: string }
  /** The word for `required`, where it is asked. */
  flag?: string
  onChange: (entries: Entry[]) => void
  onRemoved: (label: string) => void
}

function freeCode(entries: readonly Entry[], stem: string): string {
  const codes = Array.from({ length: entries.length + 1 }, (_, index) => `${stem}-${index + 1}`)
  return codes.find((code) => !entries.some((entry) => entry.code === code)) ?? `${stem}-${entries.length + 1}`
}

/** A list of things by name: documents of a dossier, grounds of revocation. */
export function NamedFields({ entries, stem, words, flag, onChange, onRemoved }: NamedFieldsProps) {
  const m = useMessages(messages)
  return (
    <>
      {entries.length === 0 && <p className="muted">{words.empty}</p>}
      {entries.map((entry, index) => {
        const change = (changes: Partial<Entry>) =>
          onChange(entries.map((one, at) => (at === index ? { ...one, ...changes } : one)))
        return (
          <fieldset key={entry.code} className="programme-part" aria-label={entry.label || words.name}>
            <TextField label={words.name} maxLength={500} value={entry.label} onChange={(label) => change({ label })} />
            {flag && <CheckField label={flag} checked={entry.required} onChange={(required) => change({ required })} />}
            <div>
              <Button
                small
                look="quiet"
                icon="trash"
                onClick={() => {
                  onChange(entries.filter((one) => one !== entry))
                  onRemoved(entry.label)
                }}
              >
                {m.remove}
              </Button>
            </div>
          </fieldset>
        )
      })}
      <div>
        <Button
          small
          icon="plus"
          onClick={() => onChange([...entries, { code: freeCode(entries, stem), label: '', required: true }])}
        >
          {words.add}
        </Button>
      </div>
    </>
  )
}
