import { useState } from 'react'
import { Button, LinkButton } from '#platform/web/Button.tsx'
import { ConfirmDialog } from '#platform/web/ConfirmDialog.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row, Stack } from '#platform/web/Layout.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { TextAreaField } from '#platform/web/TextAreaField.tsx'
import {
  type DocumentView,
  issueDocument,
  redraftDocument,
  returnDocument,
  revokeDocument,
  signDocument,
  submitDocument,
} from '../contract.ts'
import * as messages from '../messages.ts'

/** What may be done with the document now: one main step, the others beside it. */
export function DocumentActions({ document }: { document: DocumentView }) {
  const m = useMessages(messages)
  const [open, setOpen] = useState<'sign' | 'return' | 'revoke' | null>(null)
  const submit = useCommand(submitDocument, { done: m.done })
  const redraft = useCommand(redraftDocument, { done: m.done })
  const issue = useCommand(issueDocument, { done: m.done })
  const { allowedActions, obstacles, request, id: documentId, version } = document
  const may = (action: DocumentView['allowedActions'][number]) => allowedActions.includes(action)
  const changed = { documentId, version }
  return (
    <>
      <Row gap={8}>
        {may('redraft') && request && (
          <Button busy={redraft.busy} onClick={() => redraft.run({ ...changed, request })}>
            {m.redraft}
          </Button>
        )}
        {may('return') && <Button onClick={() => setOpen('return')}>{m.action.return}</Button>}
        {may('revoke') && (
          <Button look="danger" onClick={() => setOpen('revoke')}>
            {m.action.revoke}
          </Button>
        )}
        {may('submit') && (
          <Button look="main" icon="send" busy={submit.busy} onClick={() => submit.run(changed)}>
            {m.action.submit}
          </Button>
        )}
        {may('sign') && (
          <Button look="main" icon="sign" blocked={obstacles[0]?.text} onClick={() => setOpen('sign')}>
            {m.action.sign}
          </Button>
        )}
        {document.type === 'recognitionDecision' && document.state === 'submitted' && (
          <LinkButton to={`/recognitions/${documentId}`} look="main" icon="sign">
            {m.signRecognition}
          </LinkButton>
        )}
        {may('issue') && (
          <Button look="main" icon="send" busy={issue.busy} onClick={() => issue.run(changed)}>
            {m.action.issue}
          </Button>
        )}
      </Row>
      {open === 'sign' && <SignDialog changed={changed} onClose={() => setOpen(null)} />}
      {(open === 'return' || open === 'revoke') && (
        <ReasonDialog action={open} changed={changed} onClose={() => setOpen(null)} />
      )}
    </>
  )
}

interface DialogProps {
  changed: { documentId: string; version: number }
  onClose: () => void
}

function SignDialog({ changed, onClose }: DialogProps) {
  const m = useMessages(messages)
  const sign = useCommand(signDocument, { done: m.done, quietly: true, onDone: onClose })
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={m.confirm.sign}
      confirm={m.action.sign}
      busy={sign.busy}
      problem={sign.problem}
      onConfirm={() => sign.run(changed)}
    >
      <p>{m.confirm.signBody}</p>
    </ConfirmDialog>
  )
}

/** A return and a revocation say why. */
function ReasonDialog({ action, changed, onClose }: DialogProps & { action: 'return' | 'revoke' }) {
  const m = useMessages(messages)
  const [reason, setReason] = useState('')
  const options = { done: m.done, quietly: true, onDone: onClose }
  const commands = { return: useCommand(returnDocument, options), revoke: useCommand(revokeDocument, options) }
  const { run, busy, problem } = commands[action]
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={m.confirm[action]}
      confirm={m.action[action]}
      danger={action === 'revoke'}
      reversible={action === 'return'}
      busy={busy}
      problem={problem}
      onConfirm={() => run({ ...changed, reason })}
    >
      <Stack>
        <p>{action === 'return' ? m.confirm.returnBody : m.confirm.revokeBody}</p>
        <TextAreaField
          label={m.reason}
          value={reason}
          maxLength={1000}
          error={problem?.of('reason')}
          onChange={setReason}
        />
      </Stack>
    </ConfirmDialog>
  )
}
