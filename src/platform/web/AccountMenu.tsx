import { AccountPanel } from './AccountPanel.tsx'
import { Icon } from './Icon.tsx'
import { useMessages } from './lang.tsx'
import { Menu } from './Menu.tsx'
import * as messages from './messages.ts'
import type { Session } from './session.ts'

/** Who is signed in, at the foot of the places. */
export function AccountMenu({ session }: { session: Session }) {
  const m = useMessages(messages)
  const name = session.person?.name ?? ''
  const position = session.positions[0]
  return (
    <Menu
      opens="up"
      align="start"
      button={
        <>
          <span className="avatar">
            <Icon name="person" />
          </span>
          <span className="account-name">
            <span className="unseen">{m.account}</span>
            <span className="strong">{name}</span>
            {position && <span className="small muted">{position.unitName}</span>}
          </span>
        </>
      }
    >
      <AccountPanel session={session} />
    </Menu>
  )
}
