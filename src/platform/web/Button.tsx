import { type ButtonHTMLAttributes, type ReactNode, useId } from 'react'
import './Button.css'
import { Icon, type IconName } from './Icon.tsx'
import { Link } from './Link.tsx'
import { Spinner } from './Spinner.tsx'

interface Look {
  /** The one main action of a screen is `main`; what destroys is `danger`; within lines of text `quiet`. */
  look?: 'main' | 'plain' | 'quiet' | 'danger' | undefined
  icon?: IconName | undefined
  /** 40 px on desktops, for tables and toolbars. */
  small?: boolean | undefined
  /** As wide as its place. */
  wide?: boolean | undefined
  children: ReactNode
}

const classOf = ({ look = 'plain', small, wide }: Look): string =>
  ['button', `button-${look}`, small && 'button-small', wide && 'button-wide'].filter(Boolean).join(' ')

type ButtonProps = Look &
  Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled' | 'className'> & {
    busy?: boolean | undefined
    /** Why it cannot be pressed now. A greyed button always says why, and stays reachable so that it can be read. */
    blocked?: string | undefined
  }

export function Button({ look, icon, small, wide, busy, blocked, children, onClick, type, ...rest }: ButtonProps) {
  const reason = useId()
  const off = blocked !== undefined
  const button = (
    <button
      {...rest}
      type={type ?? 'button'}
      className={classOf({ look, small, wide, children })}
      aria-disabled={off || busy || undefined}
      aria-busy={busy || undefined}
      aria-describedby={off ? reason : rest['aria-describedby']}
      onClick={(event) => {
        if (off || busy) event.preventDefault()
        else onClick?.(event)
      }}
    >
      {busy ? <Spinner /> : icon && <Icon name={icon} size={20} />}
      <span>{children}</span>
    </button>
  )
  if (!off) return button
  return (
    <span className="button-blocked">
      {button}
      <span id={reason} className="button-reason">
        {blocked}
      </span>
    </span>
  )
}

/** Looks like a button, goes to a page. */
export function LinkButton({ to, look, icon, small, wide, children }: Look & { to: string }) {
  return (
    <Link to={to} className={classOf({ look, small, wide, children })}>
      {icon && <Icon name={icon} size={20} />}
      <span>{children}</span>
    </Link>
  )
}

/** Looks like a button, downloads a file or opens another window. */
export function HrefButton({
  href,
  download,
  elsewhere,
  look,
  icon,
  small,
  wide,
  children,
}: Look & { href: string; download?: boolean; elsewhere?: boolean }) {
  return (
    <a
      href={href}
      download={download}
      target={elsewhere ? '_blank' : undefined}
      rel={elsewhere ? 'noreferrer' : undefined}
      className={classOf({ look, small, wide, children })}
    >
      {icon && <Icon name={icon} size={20} />}
      <span>{children}</span>
    </a>
  )
}
