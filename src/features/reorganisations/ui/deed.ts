import type { Operation } from '../plan.ts'
import { decisionOf } from './planDraft.ts'

/** The changes people write by hand; longer plans come from lists. */
export const deeds = [
  'merge',
  'split',
  'extract',
  'create',
  'rename',
  'change_kind',
  'move',
  'abolish',
  'reopen',
] as const
export type DeedKind = (typeof deeds)[number]

/** Whether what is received becomes a new unit or joins one that is there. */
export const destinations = ['new', 'known'] as const

/** A change as it is being filled in. */
export type Deed = {
  what: DeedKind
  unitIds: string[]
  /** The new name; of a split, one on each line. */
  name: string
  kind: string
  into: (typeof destinations)[number]
  /** The unit that receives, the new unit above, the successor. */
  toId: string
  /** Of those below the unit, the ones that leave with the part. */
  leaving: string[]
  /** A day and a paper of its own; empty where those of the plan hold. */
  on: string
  number: string
  date: string
  body: string
}

export const emptyDeed: Deed = {
  what: 'merge',
  unitIds: [],
  name: '',
  kind: '',
  into: 'new',
  toId: '',
  leaving: [],
  on: '',
  number: '',
  date: '',
  body: '',
}

/** What a change asks for besides the unit. */
export const asks: Record<DeedKind, { several?: true; name?: true; kind?: true; into?: true; leaving?: true }> = {
  merge: { several: true, into: true },
  split: { name: true, kind: true },
  extract: { into: true, leaving: true },
  create: { name: true, kind: true },
  rename: { name: true },
  change_kind: { name: true, kind: true },
  move: {},
  abolish: { several: true },
  reopen: {},
}

/** Nothing while something is missing. New units are made by the same plan, under the unit the old ones are under. */
export function operationsOf(deed: Deed, within: string, newId: () => string): Operation[] {
  const { kind, toId, what } = deed
  const name = deed.name.trim()
  const common = { on: deed.on, decision: decisionOf(deed) }
  const create = (newName: string): Operation & { do: 'create' } => ({
    do: 'create',
    unitId: newId(),
    name: newName,
    kind,
    parentId: within,
    ...common,
  })
  if (what === 'create') return name === '' || kind === '' ? [] : [create(name)]
  const [unitId] = deed.unitIds
  if (unitId === undefined) return []
  /** The unit that receives, and what makes it. */
  const receiver = (): { id: string; made: Operation[] } | null => {
    if (deed.into === 'known') return toId === '' ? null : { id: toId, made: [] }
    if (name === '' || kind === '') return null
    const made = create(name)
    return { id: made.unitId, made: [made] }
  }
  switch (what) {
    case 'merge': {
      const into = receiver()
      const unitIds = deed.unitIds.filter((one) => one !== toId || deed.into === 'new')
      if (!into || unitIds.length < (deed.into === 'new' ? 2 : 1)) return []
      return [...into.made, { do: 'merge', unitIds, intoId: into.id, ...common }]
    }
    case 'extract': {
      const into = receiver()
      if (!into) return []
      return [...into.made, { do: 'extract', unitId, intoId: into.id, placement: deed.leaving, ...common }]
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
      return toId === '' ? [] : [{ do: 'move', unitId, parentId: toId, ...common }]
    case 'change_kind':
      return kind === '' ? [] : [{ do: 'change_kind', unitId, kind, ...(name === '' ? {} : { name }), ...common }]
    case 'abolish':
      return deed.unitIds.map((one) => ({
        do: 'abolish',
        unitId: one,
        successorId: toId === '' ? null : toId,
        ...common,
      }))
    case 'reopen':
      return [{ do: 'reopen', unitId, parentId: within, ...common }]
  }
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
