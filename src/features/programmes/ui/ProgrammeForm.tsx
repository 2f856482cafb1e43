import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Split, Stack } from '#platform/web/Layout.tsx'
import { useTell } from '#platform/web/Notices.tsx'
import type { Problem } from '#platform/web/problem.ts'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import * as messages from '../messages.ts'
import { checkProgramme, PROGRAMME_CODE, type ProgrammeContent } from '../programme.ts'
import { ChainFields } from './ChainFields.tsx'
import { DeadlineFields } from './DeadlineFields.tsx'
import { GeneralFields } from './GeneralFields.tsx'
import { NamedFields } from './NamedFields.tsx'
import { RuleSetFields } from './RuleSetFields.tsx'
import { TitleFields } from './TitleFields.tsx'
import './ProgrammeForm.css'

interface ProgrammeFormProps {
  start: ProgrammeContent
  /** The version the changes begin from. */
  version: number
  isNew?: boolean
  /** The verb on the button. */
  save: string
  busy: boolean
  problem: Problem | null
  onSave: (content: ProgrammeContent, version: number) => void
}

/** Everything of a programme, checked as it is written; nothing is kept before it is saved. */
export function ProgrammeForm({ start, version, isNew = false, save, busy, problem, onSave }: ProgrammeFormProps) {
  const m = useMessages(messages)
  const tell = useTell()
  const [base] = useState({ start, version })
  const [content, setContent] = useState(start)
  const { settings } = content
  const problems = checkProgramme(content)
  const dirty = isNew || JSON.stringify(content) !== JSON.stringify(base.start)
  const halfDay =
    content.chain.some(({ validFrom }) => validFrom === '') ||
    content.ruleSets.some(({ validFrom }) => validFrom === '')
  const planHalf = content.plan !== null && (content.plan.number === '' || content.plan.issuer === '')
  const reasons = [
    PROGRAMME_CODE.test(content.code) ? null : m.codeHint,
    halfDay ? m.dayMissing : null,
    planHalf ? m.planHalf : null,
    problems.length > 0 ? m.mend(problems.length) : null,
    dirty ? null : m.nothingToSave,
  ]
  const blocked = reasons.find((reason) => reason !== null) ?? undefined
  const change = (changes: Partial<ProgrammeContent>) => setContent({ ...content, ...changes })
  const changeSettings = (changes: Partial<typeof settings>) => change({ settings: { ...settings, ...changes } })
  const removed = (what: string) => tell.done(m.removed(what), { undo: () => setContent(content) })
  return (
    <Split
      aside={
        <Card tone={problems.length > 0 ? 'warn' : 'plain'} title={m.toMend}>
          <div aria-live="polite" className="programme-save">
            {problems.length === 0 && <p className="muted">{m.nothingToMend}</p>}
            <ul>
              {problems.map(({ code, path }) => (
                <li key={`${code} ${path}`}>{m.problem[code]}</li>
              ))}
            </ul>
          </div>
          <ProblemNotice problem={problem} />
          <Button look="main" busy={busy} blocked={blocked} onClick={() => onSave(content, base.version)}>
            {save}
          </Button>
        </Card>
      }
    >
      <GeneralFields content={content} isNew={isNew} onChange={change} />
      <ChainFields chain={content.chain} onChange={(chain) => change({ chain })} onRemoved={removed} />
      <RuleSetFields ruleSets={content.ruleSets} onChange={(ruleSets) => change({ ruleSets })} onRemoved={removed} />
      <Card title={m.documents}>
        <Stack gap={12}>
          <NamedFields
            entries={settings.dossierDocuments}
            stem="tai-lieu"
            words={{ empty: m.noDocuments, name: m.documentName, add: m.addDocument }}
            flag={m.required}
            onChange={(dossierDocuments) => changeSettings({ dossierDocuments })}
            onRemoved={removed}
          />
        </Stack>
      </Card>
      <DeadlineFields deadlines={settings.deadlines} onChange={(deadlines) => changeSettings({ deadlines })} />
      <TitleFields settings={settings} onChange={changeSettings} onRemoved={removed} />
    </Split>
  )
}
