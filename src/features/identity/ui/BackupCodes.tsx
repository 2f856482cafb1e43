import { Button } from '#platform/web/Button.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import * as messages from '../messages.ts'

interface BackupCodesProps {
  codes: readonly string[]
  username: string
  onDone: () => unknown
}

/** What stands in for the phone when it is lost; shown once, to be printed or copied by hand. */
export function BackupCodes({ codes, username, onDone }: BackupCodesProps) {
  const m = useMessages(messages)
  return (
    <>
      <div className="two-factor-print">
        <p className="strong">{m.keepCodes}</p>
        <p>{m.keepCodesText}</p>
        <p className="small muted">Vững Mạnh · {username}</p>
        <ul className="two-factor-codes">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
      </div>
      <div className="form-actions">
        <Button icon="print" onClick={() => print()}>
          {m.print}
        </Button>
        <Button look="main" onClick={() => onDone()}>
          {m.codesKept}
        </Button>
      </div>
    </>
  )
}
