import { createContext, type ReactNode, use, useEffect, useState } from 'react'
import { currentLang, type Lang, rememberLang } from './currentLang.ts'
import type { Label } from './page.ts'

const LangContext = createContext<{ lang: Lang; setLang: (lang: Lang) => void }>({
  lang: 'vi',
  setLang: () => undefined,
})

/** Holds the language of the screens and tells the browser, so that it is read aloud with the right voice. */
export function LangProvider({ children }: { children: ReactNode }) {
  const [lang, setLang] = useState(currentLang)
  useEffect(() => {
    document.documentElement.lang = lang
  }, [lang])
  const choose = (chosen: Lang) => {
    rememberLang(chosen)
    setLang(chosen)
  }
  return <LangContext value={{ lang, setLang: choose }}>{children}</LangContext>
}

/** The language of the screens and how to change it. */
export const useLang = () => use(LangContext)

/** A feature's words in the reader's language: `const m = useMessages(messages)`. */
export function useMessages<T>(messages: { vi: T; en: NoInfer<T> }): T {
  return messages[useLang().lang]
}

/** Chooses between the two words of a label. */
export function useLabel(): (label: Label) => string {
  const { lang } = useLang()
  return (label) => label[lang]
}
