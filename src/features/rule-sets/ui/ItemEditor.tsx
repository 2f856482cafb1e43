import { type KeyboardEvent, useEffect, useRef } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { Icon } from '#platform/web/Icon.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row } from '#platform/web/Layout.tsx'
import { blocksPublication, type RuleSetProblem } from '../check.ts'
import * as check from '../checkMessages.ts'
import { addItem, changeItem, depthOf, type Move, moveItem, removeItem } from '../draft.ts'
import * as editor from '../editorMessages.ts'
import { type Item, isLeaf, type ItemKind } from '../item.ts'
import * as messages from '../messages.ts'
import { itemName } from '../messages.ts'
import { ItemFields } from './ItemFields.tsx'
import './RuleSetItems.css'

interface ItemEditorProps {
  items: readonly Item[]
  problems: readonly RuleSetProblem[]
  /** Code of the item whose fields are shown. */
  open: string | null
  onOpen: (code: string | null) => void
  onChange: (items: Item[], key: string | null) => void
  onRemoved: (code: string) => void
}

const moveOf: Record<string, Move> = { ArrowUp: 'up', ArrowDown: 'down', ArrowRight: 'in', ArrowLeft: 'out' }

/** The items as a list in document order; the one that is open shows its fields below it. */
export function ItemEditor({ items, problems, open, onOpen, onChange, onRemoved }: ItemEditorProps) {
  const m = useMessages(messages)
  const e = useMessages(editor)
  const list = useRef<HTMLOListElement>(null)
  /** A row that is moved in the document loses the focus; it gets it back. */
  const refocus = useRef<string | null>(null)
  useEffect(() => {
    if (refocus.current === null) return
    list.current?.querySelector<HTMLElement>(`[data-code="${CSS.escape(refocus.current)}"]`)?.focus()
    refocus.current = null
  })
  const add = (kind: ItemKind, parent: string | null) => {
    const added = addItem(items, kind, parent)
    onChange(added.items, null)
    onOpen(added.code)
    refocus.current = added.code
  }
  const move = (code: string, direction: Move) => {
    const moved = moveItem(items, code, direction)
    if (moved === items) return
    onChange([...moved], null)
    refocus.current = code
  }
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>, code: string) => {
    const direction = moveOf[event.key]
    if (direction === undefined) return
    if (event.altKey) {
      event.preventDefault()
      move(code, direction)
    } else if (direction === 'up' || direction === 'down') {
      event.preventDefault()
      const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-code]') ?? [])]
      rows[rows.indexOf(event.currentTarget) + (direction === 'up' ? -1 : 1)]?.focus()
    }
  }
  return (
    <Card flush title={e.items} aside={<span className="rule-keys small muted">{e.keys}</span>}>
      <ol ref={list} className="rule-items">
        {items.map((item, index) => (
          <li key={item.code} className="rule-edit">
            <button
              type="button"
              className="rule-edit-row"
              data-code={item.code}
              aria-expanded={open === item.code}
              style={{ paddingLeft: `${20 + depthOf(items, item) * 24}px` }}
              onClick={() => onOpen(open === item.code ? null : item.code)}
              onKeyDown={(event) => onKeyDown(event, item.code)}
            >
              <span className="muted">{item.code}</span>
              <span>
                <span className={isLeaf(item) ? undefined : 'strong'}>{itemName(item, m)}</span>
                <span className="rule-edit-detail small muted">
                  {m.kinds[item.kind]} · {m.modes[item.mode]}
                </span>
              </span>
              <RowProblems problems={problems} index={index} />
            </button>
            {open === item.code && (
              <div className="rule-edit-form">
                <ItemFields
                  items={items}
                  item={item}
                  onChange={(changed, field) => {
                    onChange(changeItem(items, item.code, changed), `item:${index}:${field}`)
                    if (changed.code !== item.code) onOpen(changed.code)
                  }}
                  onMove={(direction) => move(item.code, direction)}
                  onAddInside={() => add('criterion', item.code)}
                  onRemove={() => {
                    onChange(removeItem(items, item.code), null)
                    onOpen(null)
                    onRemoved(item.code)
                  }}
                />
              </div>
            )}
          </li>
        ))}
      </ol>
      <div className="rule-edit-foot">
        <Row gap={8}>
          <Button small icon="plus" onClick={() => add('standard', null)}>
            {e.addStandard}
          </Button>
          <Button small icon="plus" onClick={() => add('condition', null)}>
            {e.addCondition}
          </Button>
          <Button small icon="plus" onClick={() => add('criterion', null)}>
            {e.addCriterion}
          </Button>
        </Row>
      </div>
    </Card>
  )
}

/** How much of what is wrong stands on this row. */
function RowProblems({ problems, index }: { problems: readonly RuleSetProblem[]; index: number }) {
  const c = useMessages(check)
  const path = `/items/${index}`
  const here = problems.filter((one) => blocksPublication(one) && `${one.path}/`.startsWith(`${path}/`))
  if (here.length === 0) return null
  return (
    <span className="rule-wrong small">
      <Icon name="alert" size={18} /> {c.toMend(here.length)}
    </span>
  )
}
