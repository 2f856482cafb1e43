import { useSignedIn } from '#platform/web/session.ts'

export interface OwnUnit {
  unitId: string
  unitName: string
  level: string
}

/** Units above cells that the person signed in holds a position on, each once. */
export function useOwnUnits(): OwnUnit[] {
  const { positions } = useSignedIn()
  const above = positions.filter(({ level, role }) => level !== 'cell' && level !== 'group' && role !== 'administrator')
  return above.filter(({ unitId }, index) => above.findIndex((one) => one.unitId === unitId) === index)
}
