import { useState } from 'react'
import { useGo } from '#platform/web/address.ts'
import { call } from '#platform/web/api.ts'
import { ConfirmDialog } from '#platform/web/ConfirmDialog.tsx'
import { Icon } from '#platform/web/Icon.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Menu } from '#platform/web/Menu.tsx'
import { useTell } from '#platform/web/Notices.tsx'
import { toProblem } from '#platform/web/problem.ts'
import { useCommand } from '#platform/web/queries.ts'
import { discardRuleSet, exportRuleSet, type RuleSetView } from '../contract.ts'
import * as messages from '../messages.ts'
import { RetireDialog } from './RetireDialog.tsx'

type Asked = 'discard' | 'retire' | null

/** Gives the browser a file it has in memory. */
function offer(fileName: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  URL.revokeObjectURL(url)
}

/** What is done rarely with a set, as far as the server allows it now. */
export function RuleSetMenu({ set }: { set: RuleSetView }) {
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
  return (
    <>
      <Menu
        button={
          <>
            {m.more}
            <Icon name="down" size={20} />
          </>
        }
      >
        <button type="button" className="menu-item" onClick={() => void download()}>
          <Icon name="download" />
          {m.exportFile}
        </button>
        {may('discard') && (
          <button type="button" className="menu-item" onClick={() => ask('discard')}>
            <Icon name="trash" />
            {m.discard}
          </button>
        )}
        {may('retire') && (
          <button type="button" className="menu-item" onClick={() => ask('retire')}>
            <Icon name="lock" />
            {m.retire}
          </button>
        )}
      </Menu>
      <RetireDialog set={set} open={asked === 'retire'} onClose={close} />
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
