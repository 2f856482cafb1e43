import type { CSSProperties, ReactNode } from 'react'
import './Layout.css'

interface LayoutProps {
  children: ReactNode
  /** Space between, on the 4-px grid. */
  gap?: 4 | 8 | 12 | 16 | 20 | 24 | 32
}

/** One under the other. */
export function Stack({ children, gap = 16 }: LayoutProps) {
  return (
    <div className="stack" style={{ gap }}>
      {children}
    </div>
  )
}

/** Beside one another, going to the next line where there is no room. */
export function Row({ children, gap = 12, between = false }: LayoutProps & { between?: boolean }) {
  return (
    <div className={between ? 'row row-between' : 'row'} style={{ gap }}>
      {children}
    </div>
  )
}

/** As many columns of at least `min` rem as fit. */
export function Grid({ children, gap = 16, min = 16 }: LayoutProps & { min?: number }) {
  const style: CSSProperties & { '--min': string } = { gap, '--min': `${min}rem` }
  return (
    <div className="grid" style={style}>
      {children}
    </div>
  )
}

/** The thing in the middle and its context on the right, below it where there is no room. */
export function Split({ children, aside }: { children: ReactNode; aside: ReactNode }) {
  return (
    <div className="split">
      <div className="stack" style={{ gap: 16 }}>
        {children}
      </div>
      <aside className="stack" style={{ gap: 16 }}>
        {aside}
      </aside>
    </div>
  )
}
