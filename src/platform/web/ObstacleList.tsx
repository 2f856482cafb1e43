import './Obstacles.css'
import { Icon } from './Icon.tsx'
import { Link } from './Link.tsx'
import type { Obstacle } from './problem.ts'

/** Each thing that is missing, leading to the place where it is mended. */
export function ObstacleList({ obstacles }: { obstacles: readonly Obstacle[] }) {
  if (obstacles.length === 0) return null
  return (
    <ul className="obstacles">
      {obstacles.map((obstacle) => (
        <li key={`${obstacle.code} ${obstacle.text}`}>
          {obstacle.to ? (
            <Link to={obstacle.to}>
              <span>{obstacle.text}</span>
              <Icon name="right" size={18} />
            </Link>
          ) : (
            <span>{obstacle.text}</span>
          )}
        </li>
      ))}
    </ul>
  )
}
