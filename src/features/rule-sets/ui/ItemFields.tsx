import { Button } from '#platform/web/Button.tsx'
import { CheckField } from '#platform/web/CheckField.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Grid, Row } from '#platform/web/Layout.tsx'
import { SelectField } from '#platform/web/SelectField.tsx'
import { TextField } from '#platform/web/TextField.tsx'
import { type Move, possibleMoves, withMode } from '../draft.ts'
import * as editor from '../editorMessages.ts'
import { type Item, isLeaf, itemKinds, itemModes } from '../item.ts'
import * as messages from '../messages.ts'
import { CodeField } from './CodeField.tsx'
import { ScoreFields } from './ScoreFields.tsx'
import './RuleSetItems.css'

interface ItemFieldsProps {
  items: readonly Item[]
  item: Item
  /** `field` names what was typed into, so that one stretch of typing is one step back. */
  onChange: (item: Item, field: string) => void
  onMove: (move: Move) => void
  onAddInside: () => void
  onRemove: () => void
}

/** Everything about one item. */
export function ItemFields({ items, item, onChange, onMove, onAddInside, onRemove }: ItemFieldsProps) {
  const m = useMessages(messages)
  const e = useMessages(editor)
  const holds = items.some(({ parent }) => parent === item.code)
  const words: Record<Move, string> = { up: e.moveUp, down: e.moveDown, in: e.moveIn, out: e.moveOut }
  return (
    <>
      <TextField
        label={e.itemName}
        optional={item.toBeEntered}
        maxLength={500}
        value={item.label}
        onChange={(label) => onChange({ ...item, label }, 'label')}
      />
      <CheckField
        label={e.toBeEnteredLabel}
        checked={item.toBeEntered}
        onChange={(toBeEntered) => onChange({ ...item, toBeEntered }, 'toBeEntered')}
      />
      <div className="rule-fields">
        <CodeField
          code={item.code}
          taken={items.flatMap(({ code }) => (code === item.code ? [] : [code]))}
          onChange={(code) => onChange({ ...item, code }, 'code')}
        />
        <SelectField
          label={e.itemKind}
          value={item.kind}
          options={itemKinds.map((value) => ({ value, label: m.kinds[value] }))}
          onChange={(kind) => onChange({ ...item, kind }, 'kind')}
        />
        <SelectField
          label={e.itemMode}
          hint={holds ? e.modeHeld : undefined}
          value={item.mode}
          options={itemModes
            .filter((mode) => !holds || mode === 'group')
            .map((value) => ({ value, label: m.modes[value] }))}
          onChange={(mode) => onChange(withMode(item, mode), 'mode')}
        />
      </div>
      <ScoreFields item={item} onChange={onChange} />
      {isLeaf(item) && (
        <Grid min={15}>
          <CheckField
            label={m.mandatory}
            checked={item.mandatory}
            onChange={(mandatory) => onChange({ ...item, mandatory }, 'mandatory')}
          />
          <CheckField
            label={m.mayNotApply}
            checked={item.mayNotApply}
            onChange={(mayNotApply) => onChange({ ...item, mayNotApply }, 'mayNotApply')}
          />
        </Grid>
      )}
      <TextField
        label={e.evidenceHint}
        optional
        maxLength={500}
        value={item.evidenceHint}
        onChange={(evidenceHint) => onChange({ ...item, evidenceHint }, 'evidenceHint')}
      />
      <Row gap={8}>
        {possibleMoves(items, item.code).map((move) => (
          <Button key={move} small onClick={() => onMove(move)}>
            {words[move]}
          </Button>
        ))}
        {item.mode === 'group' && (
          <Button small icon="plus" onClick={onAddInside}>
            {e.addInside(item.code)}
          </Button>
        )}
        <Button small look="danger" icon="trash" onClick={onRemove}>
          {e.removeItem}
        </Button>
      </Row>
    </>
  )
}
