import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { CheckField } from '#platform/web/CheckField.tsx'
import { DayField } from '#platform/web/DayField.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row, Stack } from '#platform/web/Layout.tsx'
import { newId } from '#platform/web/newId.ts'
import { useToday } from '#platform/web/session.ts'
import { TextField } from '#platform/web/TextField.tsx'
import { checkClause } from '#features/resolutions/clause.ts'
import { formatDate } from '#shared/format.ts'
import * as messages from '../messages.ts'
import { valuesOf } from '../record.ts'
import { type OpenRecord, useWrite } from './useRecords.ts'

const nothing = { what: '', owner: '', measure: '', due: '', bodies: [] as string[] }

/** What the cell resolves: who, what, by which measure, by when. What is still vague is said while it is written. */
export function ResolutionTab({ open }: { open: OpenRecord }) {
  const m = useMessages(messages)
  const write = useWrite(open)
  const today = useToday()
  const [draft, setDraft] = useState<typeof nothing | null>(null)
  const clauses = valuesOf(open.record, 'clause').toSorted((a, b) => a.value.order - b.value.order)
  const day = open.summary.heldOn ?? today
  const vague = draft
    ? checkClause({ text: draft.what, owner: draft.owner, measure: draft.measure, due: draft.due || null }, day)
    : []
  const namesOf = (ids: readonly string[]) =>
    ids.map((id) => open.bodies.find((body) => body.id === id)?.name ?? '').join(', ')
  const save = async () => {
    if (!draft) return
    const { what, owner, measure, due, bodies } = draft
    const value = {
      order: clauses.length,
      what: what.trim(),
      owner: owner.trim(),
      measure: measure.trim(),
      due: due || null,
      ...(bodies.length > 0 ? { bodies } : {}),
    }
    if (await write({ field: 'clause', key: newId(), value })) setDraft(null)
  }
  return (
    <Card title={m.clauses}>
      <Stack>
        {clauses.length === 0 && <p className="muted">{m.noClauses}</p>}
        {clauses.map(({ key, value }, at) => (
          <Row key={key} between>
            <div>
              <p className="strong">
                {at + 1}. {value.what}
              </p>
              <p className="small muted">
                {[
                  value.owner,
                  value.measure,
                  value.due && m.due(formatDate(value.due)),
                  value.bodies?.length && m.sentTo(namesOf(value.bodies)),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </div>
            <Button small look="quiet" onClick={() => void write({ field: 'clause', key, value: null })}>
              {m.remove}
            </Button>
          </Row>
        ))}
        {draft && (
          <>
            {(['what', 'owner', 'measure'] as const).map((part) => (
              <TextField
                key={part}
                label={m.clause[part]}
                hint={part === 'owner' ? undefined : m.clauseHint[part]}
                value={draft[part]}
                onChange={(text) => setDraft({ ...draft, [part]: text })}
              />
            ))}
            <DayField label={m.clause.due} value={draft.due} onChange={(due) => setDraft({ ...draft, due })} />
            {open.bodies.length > 0 && (
              <fieldset className="field">
                <legend className="strong">{m.sendTo}</legend>
                <p className="small muted">{m.sendToHint}</p>
                {open.bodies.map(({ id, name }) => (
                  <CheckField
                    key={id}
                    label={name}
                    checked={draft.bodies.includes(id)}
                    onChange={(on) =>
                      setDraft({
                        ...draft,
                        bodies: on ? [...draft.bodies, id] : draft.bodies.filter((one) => one !== id),
                      })
                    }
                  />
                ))}
              </fieldset>
            )}
            {draft.what !== '' && vague.length > 0 && (
              <output className="small">
                {m.vague}: {vague.map(({ kind, words }) => m.findings[kind] + (words ? ` “${words}”` : '')).join('; ')}.
              </output>
            )}
          </>
        )}
        <Row>
          {draft ? (
            <>
              <Button onClick={() => void save()} {...(draft.what.trim() === '' ? { blocked: m.clause.what } : {})}>
                {m.save}
              </Button>
              <Button look="quiet" onClick={() => setDraft(null)}>
                {m.cancel}
              </Button>
            </>
          ) : (
            <Button icon="plus" onClick={() => setDraft(nothing)}>
              {m.addClause}
            </Button>
          )}
        </Row>
      </Stack>
    </Card>
  )
}
