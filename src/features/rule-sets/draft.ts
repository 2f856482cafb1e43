import { isLeaf, type Item, type ItemKind, type ItemMode, type Option } from './item.ts'

/** Changes to the items of a draft. Each gives a new list in document order, so that a step back is the list before. */

/** Parents before children, siblings in the order written; what hangs on nothing comes last, so nothing is lost. */
export function inDocumentOrder(items: readonly Item[]): Item[] {
  const placed = new Set<Item>()
  const below = (parent: string | null): Item[] =>
    items
      .filter((item) => item.parent === parent && !placed.has(item))
      .flatMap((item) => {
        if (placed.has(item)) return []
        placed.add(item)
        return isLeaf(item) ? [item] : [item, ...below(item.code)]
      })
  const hanging = below(null)
  return [...hanging, ...items.filter((item) => !placed.has(item))]
}

/** How deep an item stands: 0 at the top. */
export function depthOf(items: readonly Item[], item: Item, limit = 10): number {
  const parent = items.find(({ code }) => code === item.parent)
  return parent && parent !== item && limit > 0 ? 1 + depthOf(items, parent, limit - 1) : 0
}

const prefixOf: Record<ItemKind, string> = { standard: 'TC', condition: 'DK', criterion: 'C' }

/** The first free code of its kind: TC6 after TC5; under an item, 2.3 after 2.2. */
function freeCode(items: readonly Item[], kind: ItemKind, parent: string | null): string {
  const stem = parent === null ? prefixOf[kind] : `${parent}.`
  const taken = new Set(items.map(({ code }) => code))
  const numbers = items.map((_, index) => `${stem}${index + 1}`)
  return numbers.find((code) => !taken.has(code)) ?? `${stem}${items.length + 1}`
}

/** A new item whose words are still to be written: at the end of a group, or of the whole. */
export function addItem(
  items: readonly Item[],
  kind: ItemKind,
  parent: string | null,
): { items: Item[]; code: string } {
  const code = freeCode(items, kind, parent)
  const item: Item = {
    code,
    parent,
    kind,
    label: '',
    toBeEntered: false,
    evidenceHint: '',
    mandatory: true,
    mayNotApply: false,
    mode: 'pass_fail',
    maxPoints: null,
  }
  return { items: inDocumentOrder([...items, item]), code }
}

/** Takes an item out with everything under it. */
export function removeItem(items: readonly Item[], code: string): Item[] {
  const gone = new Set(blockOf(items, code))
  return items.filter((item) => !gone.has(item))
}

/** Replaces an item; what it holds follows when its code changes. */
export function changeItem(items: readonly Item[], code: string, changed: Item): Item[] {
  const place = items.findIndex((item) => item.code === code)
  return items.map((item, index) => {
    if (index === place) return changed
    return item.parent === code && changed.code !== code ? { ...item, parent: changed.code } : item
  })
}

export const moves = ['up', 'down', 'in', 'out'] as const
export type Move = (typeof moves)[number]

/** Where an item can go: past a sibling, into the group before it, or out of its own. */
export function possibleMoves(items: readonly Item[], code: string): Move[] {
  return moves.filter((move) => moveItem(items, code, move) !== items)
}

/** Moves an item with everything under it; the same list where there is nowhere to go. */
export function moveItem(items: readonly Item[], code: string, move: Move): readonly Item[] {
  const item = items.find((one) => one.code === code)
  if (!item) return items
  const siblings = items.filter(({ parent }) => parent === item.parent)
  const place = siblings.indexOf(item)
  const before = siblings[place - 1]
  if (move === 'up') return before ? swap(items, before, item) : items
  if (move === 'down') {
    const after = siblings[place + 1]
    return after ? swap(items, item, after) : items
  }
  if (move === 'in') return before && !isLeaf(before) ? placeAfter(items, item, before.code, before) : items
  const parent = items.find((one) => one.code === item.parent)
  return parent ? placeAfter(items, item, parent.parent, parent) : items
}

/** Two neighbours change places, each with what it holds. */
function swap(items: readonly Item[], first: Item, second: Item): Item[] {
  const firstBlock = blockOf(items, first.code)
  const secondBlock = blockOf(items, second.code)
  const moving = new Set([...firstBlock, ...secondBlock])
  const start = items.findIndex((item) => moving.has(item))
  const rest = items.filter((item) => !moving.has(item))
  return inDocumentOrder([...rest.slice(0, start), ...secondBlock, ...firstBlock, ...rest.slice(start)])
}

/** Hangs an item elsewhere, right after the block of another. */
function placeAfter(items: readonly Item[], item: Item, parent: string | null, anchor: Item): Item[] {
  const block = blockOf(items, item.code)
  const rest = items.filter((one) => !block.includes(one))
  const anchorBlock = blockOf(rest, anchor.code)
  const last = anchorBlock.at(-1) ?? anchor
  const place = rest.indexOf(last) + 1
  const moved = block.map((one) => (one === item ? { ...one, parent } : one))
  return inDocumentOrder([...rest.slice(0, place), ...moved, ...rest.slice(place)])
}

function blockOf(items: readonly Item[], code: string): Item[] {
  const head = items.find((item) => item.code === code)
  if (!head) return []
  const inside = new Set([code])
  const held = items.filter((item) => {
    const isHeld = item !== head && item.parent !== null && inside.has(item.parent)
    if (isHeld) inside.add(item.code)
    return isHeld
  })
  return [head, ...held]
}

export const newOption = (options: readonly Option[]): Option => {
  const taken = new Set(options.map(({ code }) => code))
  const numbers = options.map((_, index) => String(index + 1))
  const code = numbers.find((one) => !taken.has(one)) ?? String(options.length + 1)
  return { code, label: '', points: null, passes: true, min: null, max: null }
}

/** The same item judged in another way; what the new way does not know is left behind. */
export function withMode(item: Item, mode: ItemMode): Item {
  const { code, parent, kind, label, toBeEntered, evidenceHint } = item
  const head = { code, parent, kind, label, toBeEntered, evidenceHint }
  const most = 'maxPoints' in item ? item.maxPoints : null
  if (mode === 'group') return { ...head, mode, maxPoints: most }
  const leaf = {
    ...head,
    mandatory: isLeaf(item) ? item.mandatory : true,
    mayNotApply: isLeaf(item) && item.mayNotApply,
  }
  if (mode === 'pass_fail') return { ...leaf, mode, maxPoints: most }
  if (mode === 'points') return { ...leaf, mode, maxPoints: most ?? 10, passFrom: null }
  const options = optionsOf(item)
  if (mode === 'choice') return { ...leaf, mode, options }
  return { ...leaf, mode, source: 'poor_household_rate', options }
}

const optionsOf = (item: Item): Option[] => ('options' in item ? item.options : [])
