import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { CheckField } from '#platform/web/CheckField.tsx'
import { DayField } from '#platform/web/DayField.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Grid } from '#platform/web/Layout.tsx'
import { newId } from '#platform/web/newId.ts'
import { useCommand } from '#platform/web/queries.ts'
import { useSignedIn } from '#platform/web/session.ts'
import { TextField } from '#platform/web/TextField.tsx'
import { createEvidence } from '../contract.ts'
import type { Purpose } from '../evidence.ts'
import * as messages from '../messages.ts'

/** Where in a dossier the evidence is used at once. */
export interface Place {
  dossierId: string
  purpose: Purpose
  code: string
}

interface EvidenceFormProps {
  unitId: string
  place: Place | undefined
  /** A checked upload, or a link that is still to be pasted. */
  source: { uploadId: string } | 'link'
  suggestedTitle: string
  /** A photo of now holds from today. */
  takenToday: boolean
  /** The picture came with the place where it was taken. */
  hasPosition?: boolean
  onDone: () => void
  onCancel: () => void
}

/** What is said about a piece of evidence before it is kept. */
export function EvidenceForm({
  unitId,
  place,
  source,
  suggestedTitle,
  takenToday,
  hasPosition = false,
  onDone,
  onCancel,
}: EvidenceFormProps) {
  const m = useMessages(messages)
  const { today } = useSignedIn()
  const [ids] = useState(() => ({ evidence: newId(), use: newId() }))
  const [title, setTitle] = useState(suggestedTitle)
  const [link, setLink] = useState('')
  const [effectiveOn, setEffectiveOn] = useState(takenToday ? today : '')
  const [documentNumber, setDocumentNumber] = useState('')
  const [documentDate, setDocumentDate] = useState('')
  const [keepPosition, setKeepPosition] = useState(false)
  const [acknowledged, setAcknowledged] = useState(false)
  const create = useCommand(createEvidence, { done: m.saved, onDone, quietly: true })
  const of = (field: string) => create.problem?.of(field)
  const save = () =>
    create.run({
      unitId,
      id: ids.evidence,
      title,
      ...(source === 'link' ? (link ? { link } : {}) : source),
      ...(documentNumber ? { documentNumber } : {}),
      ...(documentDate ? { documentDate } : {}),
      effectiveOn,
      ...(keepPosition ? { keepPosition } : {}),
      nothingClassified: true,
      ...(place ? { use: { id: ids.use, ...place } } : {}),
    })
  return (
    <Form
      onSubmit={() => acknowledged && save()}
      problem={create.problem}
      actions={
        <>
          <Button onClick={onCancel}>{m.cancel}</Button>
          <Button type="submit" look="main" busy={create.busy} blocked={acknowledged ? undefined : m.acknowledgeFirst}>
            {m.save}
          </Button>
        </>
      }
    >
      {source === 'link' && (
        <TextField
          label={m.fieldLink}
          hint={m.fieldLinkHint}
          optional
          type="url"
          value={link}
          onChange={setLink}
          error={of('link') ?? of('uploadId')}
          maxLength={2000}
        />
      )}
      <TextField
        label={m.fieldTitle}
        hint={m.fieldTitleHint}
        value={title}
        onChange={setTitle}
        error={of('title')}
        maxLength={200}
      />
      <DayField
        label={m.fieldEffective}
        hint={m.fieldEffectiveHint}
        value={effectiveOn}
        onChange={setEffectiveOn}
        max={today}
        error={of('effectiveOn')}
      />
      <Grid min={12}>
        <TextField
          label={m.fieldNumber}
          optional
          value={documentNumber}
          onChange={setDocumentNumber}
          error={of('documentNumber')}
          maxLength={60}
        />
        <DayField
          label={m.fieldDocumentDate}
          optional
          value={documentDate}
          onChange={setDocumentDate}
          max={today}
          error={of('documentDate')}
        />
      </Grid>
      {hasPosition && (
        <section aria-label={m.hasPosition}>
          <p className="strong">{m.hasPosition}</p>
          <p className="small muted">{m.positionRemoved}</p>
          <CheckField label={m.keepPosition} checked={keepPosition} onChange={setKeepPosition} />
        </section>
      )}
      <CheckField
        label={m.nothingClassified}
        checked={acknowledged}
        onChange={setAcknowledged}
        error={of('nothingClassified')}
      />
    </Form>
  )
}
