import { useId } from 'react'
import './TodoCard.css'
import { LinkButton } from './Button.tsx'
import { DueChip } from './DueChip.tsx'

interface TodoCardProps {
  /** Verb and object: `Bổ sung minh chứng kiểm tra, giám sát đảng viên`. */
  title: string
  /** Where it belongs: `Tiêu chuẩn 3`, `Chi bộ ấp Cái Chốt`. */
  context?: string | undefined
  /** Why, or what is still missing. */
  detail?: string | undefined
  due?: string | undefined
  /** The one press that leads to doing it. */
  action: { label: string; to: string }
  /** Only the most urgent one of a screen. */
  main?: boolean
}

/** One thing to do: what, by when, one press to do it. */
export function TodoCard({ title, context, detail, due, action, main = false }: TodoCardProps) {
  const heading = useId()
  return (
    <article className="card todo" aria-labelledby={heading}>
      <div className="todo-head">
        {due && <DueChip due={due} />}
        {context && <span className="small muted">{context}</span>}
      </div>
      <div className="todo-text">
        <h2 id={heading}>{title}</h2>
        {detail && <p className="small muted">{detail}</p>}
      </div>
      <LinkButton to={action.to} look={main ? 'main' : 'plain'}>
        {action.label}
      </LinkButton>
    </article>
  )
}
