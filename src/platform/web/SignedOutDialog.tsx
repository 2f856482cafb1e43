import { Button, HrefButton } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { useMessages } from './lang.tsx'
import * as messages from './messages.ts'

/** The session ended: sign in elsewhere and come back, nothing typed is lost. */
export function SignedOutDialog({ open, onAgain }: { open: boolean; onAgain: () => unknown }) {
  const m = useMessages(messages)
  return (
    <Dialog
      open={open}
      onClose={() => onAgain()}
      title={m.sessionEnded}
      actions={
        <>
          <Button onClick={() => onAgain()}>{m.signedInAgain}</Button>
          <HrefButton href="/sign-in" elsewhere look="main">
            {m.signIn}
          </HrefButton>
        </>
      }
    >
      <p>{m.sessionEndedText}</p>
    </Dialog>
  )
}
