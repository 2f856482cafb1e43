import { useMessages } from '#platform/web/lang.tsx'
import { TextAreaField } from '#platform/web/TextAreaField.tsx'
import { TextField } from '#platform/web/TextField.tsx'
import * as messages from '../messages.ts'
import type { DraftType } from './draftable.ts'
import type { Words } from './draftInput.ts'

interface DraftWordsProps {
  type: DraftType
  words: Words
  onChange: (words: Words) => void
}

/** Fields for what the records do not say; most papers need none. */
export function DraftWords({ type, words, onChange }: DraftWordsProps) {
  const m = useMessages(messages)
  const field = (name: keyof Words) => ({
    label: m[name],
    value: words[name],
    onChange: (value: string) => onChange({ ...words, [name]: value }),
  })
  if (type === 'selfAppraisalReport') {
    return (
      <>
        <TextAreaField {...field('situation')} />
        <TextAreaField {...field('weaknesses')} />
      </>
    )
  }
  if (type !== 'appraisalMinutes') return null
  return (
    <>
      <TextField {...field('startedAt')} hint={m.startedAtHint} maxLength={40} />
      <TextField {...field('endedAt')} maxLength={40} />
      <TextAreaField {...field('hosts')} rows={2} />
      <TextAreaField {...field('conclusion')} rows={2} maxLength={2000} />
    </>
  )
}
