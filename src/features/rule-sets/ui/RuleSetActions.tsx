import { useState } from 'react'
import { useGo } from '#platform/web/address.ts'
import { call } from '#platform/web/api.ts'
import { Button } from '#platform/web/Button.tsx'
import { ConfirmDialog } from '#platform/web/ConfirmDialog.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { useTell } from '#platform/web/Notices.tsx'
import { toProblem } from '#platform/web/problem.ts'
import { useCommand } from '#platform/web/queries.ts'
import { discardRuleSet, exportRuleSet, type RuleSetView } from '../contract.ts'
import * as messages from '../messages.ts'
import { CopyDialog } from './CopyDialog.tsx'
import { PublishDialog } from './PublishDialog.tsx'
import { RetireDialog } from './RetireDialog.tsx'

type Asked = 'publish' | 'discard' | 'retire' | 'copy' | null

/** Gives the browser a file it has in memory. */
function offer(fileName: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  URL.revokeObjectURL(url)
}

/** What may be done with a set now, as the server says; `unsaved` keeps a draft from being published as it is not. */
export function RuleSetActions({ set, unsaved = false }: { set: RuleSetView; unsaved?: boolean }) {
  const m = useMessages(messages)
  const tell = useTell()
  const go = useGo()
  const [asked, ask] = useState<Asked>(null)
  const may = (action: RuleSetView['allowedActions'][number]) => set.allowedActions.includes(action)
  const close = () => ask(null)
  const discard = useCommand(discardRuleSet, { done: m.discarded, quietly: true, onDone: () => go('/rule-sets') })
  const download = async () => {
    try {
      const { fileName, text } = await call(exportRuleSet, { ruleSetId: set.id })
      offer(fileName, text)
      tell.done(m.exported)
    } catch (error) {
      tell.problem(toProblem(error))
    }
  }
  const isDraft = set.status === 'draft'
  return (
    <>
      {may('discard') && (
        <Button icon="trash" onClick={() => ask('discard')}>
          {m.discard}
        </Button>
      )}
      <Button icon="download" onClick={() => void download()}>
        {m.exportFile}
      </Button>
      {may('retire') && (
        <Button icon="lock" onClick={() => ask('retire')}>
          {m.retire}
        </Button>
      )}
      {may('copy') && !isDraft && (
        <Button look="main" icon="plus" onClick={() => ask('copy')}>
          {m.copy}
        </Button>
      )}
      {isDraft && may('change') && (
        <Button
          look={may('publish') ? 'main' : 'plain'}
          blocked={may('publish') ? (unsaved ? m.saveFirst : undefined) : m.publishSecond}
          onClick={() => ask('publish')}
        >
          {m.publish}
        </Button>
      )}
      <PublishDialog set={set} open={asked === 'publish'} onClose={close} />
      <RetireDialog set={set} open={asked === 'retire'} onClose={close} />
      <CopyDialog set={set} open={asked === 'copy'} onClose={close} />
      <ConfirmDialog
        open={asked === 'discard'}
        onClose={close}
        title={m.discardTitle}
        confirm={m.discard}
        danger
        busy={discard.busy}
        problem={discard.problem}
        onConfirm={() => discard.run({ ruleSetId: set.id, version: set.version })}
      >
        <p>{m.discardBody}</p>
      </ConfirmDialog>
    </>
  )
}
