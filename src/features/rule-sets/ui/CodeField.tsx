import { useState } from 'react'
import { useMessages } from '#platform/web/lang.tsx'
import { Field } from '#platform/web/Field.tsx'
import * as editor from '../editorMessages.ts'
import { ITEM_CODE } from '../item.ts'
import * as messages from '../messages.ts'

interface CodeFieldProps {
  code: string
  /** Codes of the other items. */
  taken: readonly string[]
  onChange: (code: string) => void
}

/** The code of an item: taken over when it is finished, since others hang on it, and never one that is in use. */
export function CodeField({ code, taken, onChange }: CodeFieldProps) {
  const m = useMessages(messages)
  const e = useMessages(editor)
  const [text, setText] = useState(code)
  const wrong = ITEM_CODE.test(text) ? undefined : e.codeWrong(text)
  const error = wrong ?? (taken.includes(text) ? e.codeTaken(text) : undefined)
  return (
    <Field label={m.code} error={error}>
      {(wiring) => (
        <input
          {...wiring}
          className="input"
          autoComplete="off"
          maxLength={20}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onBlur={() => {
            if (error === undefined && text !== code) onChange(text)
          }}
        />
      )}
    </Field>
  )
}
