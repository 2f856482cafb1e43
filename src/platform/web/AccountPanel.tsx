import { formatDate } from '#shared/format.ts'
import { Icon } from './Icon.tsx'
import { useLang, useMessages } from './lang.tsx'
import * as messages from './messages.ts'
import { type Session, signOut } from './session.ts'
import { useTell } from './Notices.tsx'
import { toProblem } from './problem.ts'

const languages = [
  { lang: 'vi', name: 'Tiếng Việt' },
  { lang: 'en', name: 'English' },
] as const

/** Name, positions held, language, and the way out. */
export function AccountPanel({ session }: { session: Session }) {
  const m = useMessages(messages)
  const { lang, setLang } = useLang()
  const tell = useTell()
  return (
    <>
      <div className="menu-note">
        <p className="strong">{session.person?.name}</p>
        <p className="small muted">{session.positions.length > 0 ? m.positions : m.noPositions}</p>
        <ul className="positions small">
          {session.positions.map((position) => (
            <li key={position.id}>
              {position.title} · {position.unitName}
              <span className="muted"> {m.since(formatDate(position.validFrom))}</span>
            </li>
          ))}
        </ul>
      </div>
      <hr className="menu-rule" />
      {languages.map((language) => (
        <button
          key={language.lang}
          type="button"
          className="menu-item"
          lang={language.lang}
          aria-pressed={lang === language.lang}
          onClick={() => setLang(language.lang)}
        >
          <Icon name={lang === language.lang ? 'check' : 'globe'} />
          {language.name}
        </button>
      ))}
      <hr className="menu-rule" />
      <button
        type="button"
        className="menu-item"
        onClick={() => {
          signOut().catch((error: unknown) => tell.problem(toProblem(error)))
        }}
      >
        <Icon name="out" />
        {m.signOut}
      </button>
    </>
  )
}
