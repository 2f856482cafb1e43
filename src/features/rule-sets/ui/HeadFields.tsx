import { CheckField } from '#platform/web/CheckField.tsx'
import { DayField } from '#platform/web/DayField.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { NumberField } from '#platform/web/NumberField.tsx'
import { SelectField } from '#platform/web/SelectField.tsx'
import { TextField } from '#platform/web/TextField.tsx'
import * as editor from '../editorMessages.ts'
import * as messages from '../messages.ts'
import './RuleSetItems.css'
import { type LegalReference, purposes, type RuleSetContent } from '../ruleSet.ts'

const noReference: LegalReference = { number: '', date: '', issuer: '' }
const isBlank = ({ number, date, issuer }: LegalReference) => number === '' && date === '' && issuer === ''

interface HeadFieldsProps {
  content: RuleSetContent
  /** `key` names the field, so that one stretch of typing is one step back. */
  onChange: (changes: Partial<RuleSetContent>, key: string) => void
}

/** Everything about a set but its items: name, purpose, document, days, total. */
export function HeadFields({ content, onChange }: HeadFieldsProps) {
  const m = useMessages(messages)
  const e = useMessages(editor)
  const { title, legal } = content
  const reference = legal ?? noReference
  const changeLegal = (changes: Partial<LegalReference>) => {
    const changed = { ...reference, ...changes }
    onChange({ legal: isBlank(changed) ? null : changed }, `legal:${Object.keys(changes).join()}`)
  }
  return (
    <>
      <TextField
        label={e.titleVi}
        maxLength={500}
        value={title.vi}
        onChange={(vi) => onChange({ title: { ...title, vi } }, 'title.vi')}
      />
      <TextField
        label={e.titleEn}
        optional
        maxLength={500}
        value={title.en}
        onChange={(en) => onChange({ title: { ...title, en } }, 'title.en')}
      />
      <div className="rule-fields">
        <SelectField
          label={e.purpose}
          value={content.purpose}
          options={purposes.map((value) => ({ value, label: m.purposes[value] }))}
          onChange={(purpose) => onChange({ purpose }, 'purpose')}
        />
        <DayField
          label={e.effectiveFrom}
          value={content.effectiveFrom}
          onChange={(effectiveFrom) => onChange({ effectiveFrom }, 'effectiveFrom')}
        />
        <DayField
          label={e.effectiveTo}
          hint={e.openEnd}
          optional
          value={content.effectiveTo ?? ''}
          onChange={(day) => onChange({ effectiveTo: day || null }, 'effectiveTo')}
        />
      </div>
      <div className="rule-fields">
        <TextField
          label={e.legalNumber}
          optional
          maxLength={50}
          value={reference.number}
          onChange={(number) => changeLegal({ number })}
        />
        <DayField label={e.legalDate} optional value={reference.date} onChange={(date) => changeLegal({ date })} />
        <TextField
          label={e.legalIssuer}
          optional
          maxLength={200}
          value={reference.issuer}
          onChange={(issuer) => changeLegal({ issuer })}
        />
      </div>
      <NumberField
        label={e.totalPoints}
        hint={e.noTotal}
        optional
        value={content.totalPoints}
        onChange={(totalPoints) => onChange({ totalPoints }, 'totalPoints')}
      />
      <CheckField
        label={e.demonstration}
        checked={content.demonstration}
        onChange={(demonstration) => onChange({ demonstration }, 'demonstration')}
      />
    </>
  )
}
