import { Button } from '#platform/web/Button.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import * as messages from '../messages.ts'
import './Secret.css'

/** A secret, once. */
export function Secret({ title, secret, onClose }: { title: string; secret: string; onClose: () => void }) {
  const m = useMessages(messages)
  return (
    <Dialog open onClose={onClose} title={title} actions={<Button onClick={onClose}>{m.copied}</Button>}>
      <p>{m.secretOnce}</p>
      <code className="secret">{secret}</code>
    </Dialog>
  )
}
