import { useLang } from './lang.tsx'

/** One press to the other language, written in that language. */
export function LanguageSwitch() {
  const { lang, setLang } = useLang()
  const other = lang === 'vi' ? 'en' : 'vi'
  return (
    <button type="button" className="language" lang={other} onClick={() => setLang(other)}>
      {other === 'en' ? 'English' : 'Tiếng Việt'}
    </button>
  )
}
