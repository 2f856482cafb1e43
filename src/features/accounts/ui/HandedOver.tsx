import { Button } from '#platform/web/Button.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { useTell } from '#platform/web/Notices.tsx'
import { toProblem } from '#platform/web/problem.ts'
import { QrCode } from '#platform/web/QrCode.tsx'
import * as messages from '../messages.ts'
import './HandOverDialog.css'

interface HandedOverProps {
  kind: 'link' | 'code'
  secret: string
  username: string
  onClose: () => void
}

/** What is handed over, shown once: a link with its picture, or a code that can be read out. */
export function HandedOver({ kind, secret, username, onClose }: HandedOverProps) {
  const m = useMessages(messages)
  const tell = useTell()
  const address = `${location.origin}/join`
  const text = kind === 'link' ? `${address}#${secret}` : secret
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => tell.done(m.copied),
      (error: unknown) => tell.problem(toProblem(error)),
    )
  }
  return (
    <>
      <p>{kind === 'link' ? m.linkText : m.codeText(username, address)}</p>
      {kind === 'link' && (
        <p className="hand-over-picture">
          <QrCode text={text} label={m.qrLabel} />
        </p>
      )}
      <p className="small muted">{kind === 'link' ? m.link : m.code}</p>
      <p className={kind === 'link' ? 'hand-over-link' : 'hand-over-code'}>{text}</p>
      <div className="form-actions">
        {isSecureContext && <Button onClick={copy}>{m.copy}</Button>}
        <Button look="main" onClick={onClose}>
          {m.done}
        </Button>
      </div>
    </>
  )
}
