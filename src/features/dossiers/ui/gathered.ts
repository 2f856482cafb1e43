import type { ObstacleView } from '../dossierView.ts'
import type { vi } from '../screenMessages.ts'

/** Four and more of one kind become one line that leads to the first; fewer are named one by one. */
export function gathered(obstacles: readonly ObstacleView[], m: typeof vi): ObstacleView[] {
  const many: Partial<Record<string, (count: number) => string>> = m.many
  const codes = [...new Set(obstacles.map(({ code }) => code))]
  return codes.flatMap((code) => {
    const alike = obstacles.filter((one) => one.code === code)
    const [first] = alike
    const told = many[code]
    return first && told && alike.length > 3 ? [{ ...first, text: told(alike.length) }] : alike
  })
}
