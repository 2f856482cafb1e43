import { actingUnits, type ActingUnits, type ChainSource } from '#features/dossiers/part.ts'
import { bodyInWords } from '#features/documents/issuer.ts'
import type { Body } from '#features/programmes/programme.ts'
import { committeeName, kindOf, type UnitKind } from '#features/units/unit.ts'
import type { Level } from '#shared/permission.ts'
import { standsOn, type Tree } from './tree.ts'

/** One day of an organisation: who stands above whom, and which body does what for a cell. */
export type DayOf = { tree: Tree; on: string; kinds: readonly UnitKind[] }
type OnPath = { unitId: string; level: Level }

/** The unit and everything above it that day; empty when it is not there. */
export function pathOn({ tree, on, kinds }: DayOf, unitId: string): OnPath[] {
  const path: OnPath[] = []
  for (let at: string | null = unitId; at !== null && path.length < 12; ) {
    const version = standsOn(tree, at, on)
    const level = version && kindOf(kinds, version.kind)?.level
    if (!version || !level) break
    path.push({ unitId: at, level })
    at = version.parentId
  }
  return path
}

/** The bodies that act on a cell's dossiers and titles that day. */
export const actingOn = (day: DayOf, cellId: string, programme: ChainSource): ActingUnits | null =>
  actingUnits(pathOn(day, cellId), programme, day.on)

/** A body of a unit as it is called that day: `Đảng ủy xã Mỹ Thạnh`, `Ban Thường vụ Huyện ủy Giồng Trôm`. */
export function bodyNamed({ tree, on, kinds }: DayOf, unitId: string, body: Body): string {
  const version = standsOn(tree, unitId, on)
  const kind = version && kindOf(kinds, version.kind)
  if (!version || !kind) return ''
  const parent = version.parentId === null ? undefined : standsOn(tree, version.parentId, on)
  return bodyInWords(
    {
      name: version.name,
      level: kind.level,
      committeeName: committeeName(version.name, kind),
      committeeWord: kind.committee,
      parentName: parent?.name ?? null,
    },
    body,
  )
}
