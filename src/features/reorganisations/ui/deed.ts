import type { Operation } from '../plan.ts'

/** The changes people write by hand; the others come with plans from lists. */
export const deeds = ['merge', 'split', 'rename', 'move', 'change_kind'] as const

/** A change as it is being filled in. */
export type Deed = {
  what: (typeof deeds)[number]
  unitIds: string[]
  /** The new name; of a split, one on each line. */
  name: string
  kind: string
  parentId: string
}

export const emptyDeed: Deed = { what: 'merge', unitIds: [], name: '', kind: '', parentId: '' }

/** Nothing while something is missing. New units are made by the same plan, under the unit the old ones are under. */
export function operationsOf(
  deed: Deed,
  within: string,
  { on, newId }: { on: string; newId: () => string },
): Operation[] {
  const [unitId] = deed.unitIds
  if (unitId === undefined) return []
  const { kind } = deed
  const name = deed.name.trim()
  const common = { on, decision: null }
  const create = (newName: string): Operation & { do: 'create' } => ({
    do: 'create',
    unitId: newId(),
    name: newName,
    kind,
    parentId: within,
    ...common,
  })
  switch (deed.what) {
    case 'merge': {
      if (deed.unitIds.length < 2 || name === '' || kind === '') return []
      const made = create(name)
      return [made, { do: 'merge', unitIds: deed.unitIds, intoId: made.unitId, ...common }]
    }
    case 'split': {
      const made = [...new Set(linesOf(name))].map(create)
      const [main] = made
      if (!main || made.length < 2 || kind === '') return []
      const intoIds = made.map((one) => one.unitId)
      return [...made, { do: 'split', unitId, intoIds, mainId: main.unitId, placement: {}, ...common }]
    }
    case 'rename':
      return name === '' ? [] : [{ do: 'rename', unitId, name, ...common }]
    case 'move':
      return deed.parentId === '' ? [] : [{ do: 'move', unitId, parentId: deed.parentId, ...common }]
    case 'change_kind':
      return kind === '' ? [] : [{ do: 'change_kind', unitId, kind, ...(name === '' ? {} : { name }), ...common }]
  }
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
