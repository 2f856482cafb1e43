import { Outlet } from '@tanstack/react-router'
import './PublicFrame.css'
import { Brand } from './Brand.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import { useMessages } from './lang.tsx'
import * as messages from './messages.ts'

/** The frame of pages open to everybody: sign-in, checking a certificate. */
export function PublicFrame() {
  const m = useMessages(messages)
  return (
    <div className="public">
      <header className="public-head">
        <Brand />
        <span className="strong">{m.product}</span>
        <LanguageSwitch />
      </header>
      <main id="main" className="page">
        <Outlet />
      </main>
    </div>
  )
}
