import { useMessages } from '#platform/web/lang.tsx'
import { Grid } from '#platform/web/Layout.tsx'
import { NumberField } from '#platform/web/NumberField.tsx'
import { SelectField } from '#platform/web/SelectField.tsx'
import * as editor from '../editorMessages.ts'
import { computedSources, type Item } from '../item.ts'
import * as messages from '../messages.ts'
import { OptionFields } from './OptionFields.tsx'

interface ScoreFieldsProps {
  item: Item
  onChange: (item: Item, field: string) => void
}

/** What an item's way of being judged asks for: points, a line to pass, options, a figure. */
export function ScoreFields({ item, onChange }: ScoreFieldsProps) {
  const m = useMessages(messages)
  const e = useMessages(editor)
  if (item.mode === 'points') {
    return (
      <Grid min={13}>
        <NumberField
          label={e.maxPoints}
          value={item.maxPoints}
          onChange={(maxPoints) => onChange({ ...item, maxPoints: maxPoints ?? 0 }, 'maxPoints')}
        />
        <NumberField
          label={e.passFrom}
          hint={e.passFromHint}
          optional
          value={item.passFrom}
          onChange={(passFrom) => onChange({ ...item, passFrom }, 'passFrom')}
        />
      </Grid>
    )
  }
  if (item.mode === 'group' || item.mode === 'pass_fail') {
    return (
      <NumberField
        label={e.maxPoints}
        hint={e.maxPointsOptional}
        optional
        value={item.maxPoints}
        onChange={(maxPoints) => onChange({ ...item, maxPoints }, 'maxPoints')}
      />
    )
  }
  return (
    <>
      {item.mode === 'computed' && (
        <SelectField
          label={e.source}
          value={item.source}
          options={computedSources.map((value) => ({ value, label: m.sources[value] }))}
          onChange={(source) => onChange({ ...item, source }, 'source')}
        />
      )}
      <OptionFields
        options={item.options}
        banded={item.mode === 'computed'}
        onChange={(options, field) => onChange({ ...item, options }, `options:${field}`)}
      />
    </>
  )
}
