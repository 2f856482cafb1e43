import './Progress.css'
import { formatNumber } from '#shared/format.ts'

interface ProgressProps {
  /** What is going on: `Đang gửi bien-ban-quy-3.pdf`. */
  label: string
  done: number
  of: number
  /** Written at the end; counts when absent. */
  count?: string
}

/** For what takes longer than two seconds: how far it is. Everything else can go on meanwhile. */
export function Progress({ label, done, of, count = `${formatNumber(done)}/${formatNumber(of)}` }: ProgressProps) {
  return (
    <div className="progress">
      <div className="progress-text small">
        <span>{label}</span>
        <span className="muted">{count}</span>
      </div>
      <progress value={done} max={of} aria-label={label} />
    </div>
  )
}
