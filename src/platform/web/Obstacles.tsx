import { Card } from './Card.tsx'
import { useMessages } from './lang.tsx'
import * as messages from './messages.ts'
import { ObstacleList } from './ObstacleList.tsx'
import type { Obstacle } from './problem.ts'

interface ObstaclesProps {
  obstacles: readonly Obstacle[]
  /** `Còn thiếu 3 việc mới trình được`; counts by itself when absent. */
  title?: string
}

/** Shown before a step is taken: what stands in its way, each with a link to mend it. Nothing when nothing does. */
export function Obstacles({ obstacles, title }: ObstaclesProps) {
  const m = useMessages(messages)
  if (obstacles.length === 0) return null
  return (
    <Card tone="warn" title={title ?? m.stillMissing(obstacles.length)}>
      <ObstacleList obstacles={obstacles} />
    </Card>
  )
}
