import './Bar.css'

/** So many of so many as a line; it may pass 100%, and then a mark shows where 100% was. The numbers stand beside it. */
export function Bar({ numerator, over }: { numerator: number; over: number }) {
  const share = over > 0 ? numerator / over : 0
  const scale = Math.max(share, 1)
  return (
    <div className="bar" aria-hidden="true">
      <span className={share >= 1 ? 'bar-fill bar-met' : 'bar-fill'} style={{ width: `${(share / scale) * 100}%` }} />
      {share > 1 && <span className="bar-mark" style={{ left: `${100 / scale}%` }} />}
    </div>
  )
}
