import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { SelectField } from '#platform/web/SelectField.tsx'
import { type ScoreSettingsView, setScoreSettings } from '../contract.ts'
import * as messages from '../reviewMessages.ts'

interface SettingsDialogProps {
  unitId: string
  settings: ScoreSettingsView
  onClose: () => void
}

const choices = <K extends string>(words: Record<K, string>) =>
  (Object.entries(words) as [K, string][]).map(([value, label]) => ({ value, label }))

/** Which sheet cells are scored by, and what the documents leave open. */
export function SettingsDialog({ unitId, settings, onClose }: SettingsDialogProps) {
  const m = useMessages(messages)
  const [draft, setDraft] = useState({
    ruleSetCode: settings.ruleSetCode ?? '',
    longFrom: String(settings.longFrom) as '30' | '31',
    betweenThirtyAndHalf: settings.betweenThirtyAndHalf ?? ('' as const),
    halfSpeakers: settings.halfSpeakers ?? ('' as const),
    thematicPoints: settings.thematicPoints ?? ('' as const),
    yearRule: settings.yearRule ?? ('' as const),
  })
  const save = useCommand(setScoreSettings, { done: m.settled, quietly: true, onDone: onClose })
  const run = () =>
    save.run({
      unitId,
      version: settings.version,
      ruleSetCode: draft.ruleSetCode || null,
      longFrom: draft.longFrom === '31' ? 31 : 30,
      betweenThirtyAndHalf: draft.betweenThirtyAndHalf || null,
      halfSpeakers: draft.halfSpeakers || null,
      thematicPoints: draft.thematicPoints || null,
      yearRule: draft.yearRule || null,
    })
  const set = (change: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...change }))
  return (
    <Dialog open onClose={onClose} title={m.settings}>
      <Form
        problem={save.problem}
        onSubmit={run}
        actions={
          <>
            <Button onClick={onClose}>{m.cancel}</Button>
            <Button type="submit" look="main" busy={save.busy}>
              {m.save}
            </Button>
          </>
        }
      >
        <p className="small muted">
          {settings.settledIn === null ? m.nobody : settings.version === null ? m.follows(settings.settledIn) : ''}{' '}
          {m.openNote}
        </p>
        <SelectField
          label={m.sheet}
          value={draft.ruleSetCode}
          options={[
            { value: '', label: m.frame },
            ...settings.sheets.map(({ code, title }) => ({ value: code, label: title })),
          ]}
          onChange={(ruleSetCode) => set({ ruleSetCode })}
          error={save.problem?.of('ruleSetCode')}
        />
        <SelectField
          label={m.longFrom}
          value={draft.longFrom}
          options={choices(m.longFroms)}
          onChange={(longFrom) => set({ longFrom })}
        />
        <SelectField
          label={m.between30}
          value={draft.betweenThirtyAndHalf}
          options={choices(m.betweens)}
          onChange={(betweenThirtyAndHalf) => set({ betweenThirtyAndHalf })}
        />
        <SelectField
          label={m.half}
          value={draft.halfSpeakers}
          options={choices(m.halves)}
          onChange={(halfSpeakers) => set({ halfSpeakers })}
        />
        <SelectField
          label={m.thematic}
          value={draft.thematicPoints}
          options={choices(m.thematics)}
          onChange={(thematicPoints) => set({ thematicPoints })}
        />
        <SelectField
          label={m.year}
          value={draft.yearRule}
          options={choices(m.years)}
          onChange={(yearRule) => set({ yearRule })}
        />
      </Form>
    </Dialog>
  )
}
