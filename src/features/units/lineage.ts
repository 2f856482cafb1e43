/** What became of a unit and what it came from, as one line of time, newest first. */
import type { Period } from './unit.ts'

export const happenings = [
  'founded',
  'renamed',
  'moved',
  'ended',
  'merged_into',
  'split_into',
  'abolished_into',
  'continued_as',
  'took_over',
  'came_from',
] as const
export type HappeningKind = (typeof happenings)[number]

export type LineageKind = 'merge' | 'split' | 'extract' | 'move' | 'rename' | 'abolish' | 'reopen'
export type Lineage = { id: string; fromId: string; toId: string; kind: LineageKind; on: string }
export type NamedVersion = Period & { id: string; name: string; parentId: string | null }

export type Happening = {
  id: string
  on: string
  kind: HappeningKind
  /** The name from then on, or the last name. */
  name: string | null
  earlierName: string | null
  /** The other unit: the new parent, the successor, the predecessor. */
  otherId: string | null
}

const onward: Record<LineageKind, HappeningKind> = {
  merge: 'merged_into',
  split: 'split_into',
  abolish: 'abolished_into',
  extract: 'continued_as',
  move: 'continued_as',
  rename: 'continued_as',
  reopen: 'continued_as',
}
const backward: Record<LineageKind, HappeningKind> = {
  merge: 'took_over',
  abolish: 'took_over',
  split: 'came_from',
  extract: 'came_from',
  move: 'came_from',
  rename: 'came_from',
  reopen: 'came_from',
}

/** The story of a unit both ways: its own versions, what it went into, what went into it; nothing that has not happened yet. */
export function storyOf(
  unitId: string,
  versions: readonly NamedVersion[],
  lineage: readonly Lineage[],
  today: string,
): Happening[] {
  const inOrder = versions.toSorted((a, b) => (a.from < b.from ? -1 : 1))
  const changes = inOrder.flatMap((version, at) => changesOf(version, inOrder[at - 1]))
  const last = inOrder.at(-1)
  const succeeded = lineage.some(({ fromId, on }) => fromId === unitId && on === last?.to)
  const end: Happening[] =
    last?.to && !succeeded
      ? [{ id: `${last.id}:end`, on: last.to, kind: 'ended', name: last.name, earlierName: null, otherId: null }]
      : []
  const links = lineage
    .filter(({ fromId, toId }) => fromId === unitId || toId === unitId)
    .map(({ id, fromId, toId, kind, on }): Happening => {
      const goes = fromId === unitId
      return {
        id,
        on,
        kind: goes ? onward[kind] : backward[kind],
        name: null,
        earlierName: null,
        otherId: goes ? toId : fromId,
      }
    })
  return [...links, ...end, ...changes.toReversed()]
    .filter(({ on }) => on <= today)
    .toSorted((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0))
}

function changesOf(version: NamedVersion, before: NamedVersion | undefined): Happening[] {
  const { id, from: on, name, parentId } = version
  if (!before || before.to !== on)
    return [{ id, on, kind: 'founded', name, earlierName: before?.name ?? null, otherId: parentId }]
  const renamed: Happening[] =
    before.name === name
      ? []
      : [{ id: `${id}:name`, on, kind: 'renamed', name, earlierName: before.name, otherId: null }]
  const moved: Happening[] =
    before.parentId === parentId
      ? []
      : [{ id: `${id}:parent`, on, kind: 'moved', name, earlierName: null, otherId: parentId }]
  return [...renamed, ...moved]
}
