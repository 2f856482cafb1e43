import { useEffect, useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Split, Stack } from '#platform/web/Layout.tsx'
import { useTell } from '#platform/web/Notices.tsx'
import { type Crumb, PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { useNarrow } from '#platform/web/useNarrow.ts'
import { checkRuleSet } from '../check.ts'
import * as check from '../checkMessages.ts'
import { changeRuleSet, type RuleSetView } from '../contract.ts'
import * as editor from '../editorMessages.ts'
import * as messages from '../messages.ts'
import type { RuleSetContent } from '../ruleSet.ts'
import { useDraft } from './draftHistory.ts'
import { HeadFields } from './HeadFields.tsx'
import { ItemEditor } from './ItemEditor.tsx'
import { ProblemList } from './ProblemList.tsx'
import { RuleSetAbout } from './RuleSetAbout.tsx'
import { RuleSetChip } from './RuleSetChip.tsx'
import { RuleSetMain } from './RuleSetMain.tsx'
import { RuleSetMenu } from './RuleSetMenu.tsx'
import { ThresholdFields } from './ThresholdFields.tsx'

/** Why what is on screen cannot be sent yet: half a day, half a reference. */
function unsendable({ effectiveFrom, legal }: RuleSetContent, e: (typeof editor)['vi']): string | undefined {
  if (effectiveFrom === '') return e.needsDay
  if (legal && (legal.number === '' || legal.date === '' || legal.issuer === '')) return e.legalIncomplete
  return undefined
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement

/** Writes a draft: everything checked as it is written, every step taken back by Ctrl+Z. */
export function DraftEditor({ set, crumbs }: { set: RuleSetView; crumbs: Crumb[] }) {
  const m = useMessages(messages)
  const e = useMessages(editor)
  const c = useMessages(check)
  const tell = useTell()
  const narrow = useNarrow()
  const draft = useDraft(set)
  const [open, setOpen] = useState<string | null>(null)
  const save = useCommand(changeRuleSet, { done: m.saved, quietly: true, onDone: draft.saved })
  const { content, dirty } = draft
  const problems = checkRuleSet(content)
  const { undo, redo } = draft
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z' || isTyping(event.target)) return
      event.preventDefault()
      if (event.shiftKey) redo()
      else undo()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  })
  const mayPublish = set.allowedActions.includes('publish')
  const saveButton = (
    <Button
      look="main"
      busy={save.busy}
      blocked={dirty ? unsendable(content, e) : m.nothingToSave}
      onClick={() => save.run({ ruleSetId: set.id, version: draft.version, content })}
    >
      {m.save}
    </Button>
  )
  const main = !dirty && mayPublish ? <RuleSetMain set={set} /> : saveButton
  return (
    <>
      <PageHeader
        title={content.title.vi || set.code}
        crumbs={crumbs}
        state={<RuleSetChip set={set} />}
        detail={`${set.code} · ${m.revision(set.revision)} · ${dirty ? e.unsaved : e.allSaved}`}
        actions={<RuleSetMenu set={set} />}
        {...(dirty && !narrow ? {} : { main })}
      />
      <ProblemNotice problem={save.problem} />
      <Split
        aside={
          <>
            <Card title={c.checkTitle}>
              <div aria-live="polite" className="rule-check">
                <ProblemList problems={problems} onPick={setOpen} />
              </div>
              {!mayPublish && <p className="small muted">{m.publishSecond}</p>}
            </Card>
            <RuleSetAbout set={set} />
          </>
        }
      >
        {(dirty || draft.canRedo) && (
          <div className="rule-bar">
            {draft.canUndo && (
              <Button small icon="undo" onClick={undo}>
                {e.undo}
              </Button>
            )}
            {draft.canRedo && (
              <Button small onClick={redo}>
                {e.redo}
              </Button>
            )}
            {dirty && !narrow && saveButton}
          </div>
        )}
        <ItemEditor
          items={content.items}
          problems={problems}
          open={open}
          onOpen={setOpen}
          onChange={(items, key) => draft.change({ ...content, items }, key)}
          onRemoved={(code) => tell.done(e.removed(code), { undo })}
        />
        <Card title={e.head}>
          <Stack gap={20}>
            <HeadFields content={content} onChange={(changes, key) => draft.change({ ...content, ...changes }, key)} />
          </Stack>
        </Card>
        <ThresholdFields
          thresholds={content.thresholds}
          onChange={(thresholds, key) => draft.change({ ...content, thresholds }, key)}
        />
      </Split>
    </>
  )
}
