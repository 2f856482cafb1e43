import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { TextField } from '#platform/web/TextField.tsx'
import { type AccountView, linkProvinceLogin } from '../contract.ts'
import * as messages from '../messages.ts'

/** Under which identifier the province's own login knows somebody. */
export function LinkProvinceDialog({ account, onClose }: { account: AccountView; onClose: () => void }) {
  const m = useMessages(messages)
  const [subject, setSubject] = useState('')
  const link = useCommand(linkProvinceLogin, { done: m.linked, quietly: true, onDone: onClose })
  const refused = link.problem?.of('subject')
  return (
    <Dialog open onClose={onClose} title={m.linkProvinceTitle(account.name)}>
      <Form
        problem={refused ? null : link.problem}
        onSubmit={() => account.accountId !== null && link.run({ accountId: account.accountId, subject })}
        actions={
          <>
            <Button onClick={onClose}>{m.cancel}</Button>
            <Button type="submit" look="main" busy={link.busy}>
              {m.linkProvince}
            </Button>
          </>
        }
      >
        <p>{m.linkProvinceText}</p>
        <TextField label={m.subject} value={subject} onChange={setSubject} maxLength={200} error={refused} />
      </Form>
    </Dialog>
  )
}
