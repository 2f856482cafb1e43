import { useRouter } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, MouseEvent } from 'react'

type LinkProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & {
  /** A path of this application, with its query: `/dossiers/123?tab=evidence`. */
  to: string
}

const isPlainClick = (event: MouseEvent): boolean =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey

/** Goes to another page without loading the application again; fetches that page's code when it is pointed at. */
export function Link({ to, onClick, target, children, ...rest }: LinkProps) {
  const router = useRouter()
  const [path = '/'] = to.split(/[?#]/u)
  const warm = () => {
    router.preloadRoute({ to: path }).catch(() => undefined)
  }
  return (
    <a
      {...rest}
      href={to}
      target={target}
      onPointerEnter={warm}
      onClick={(event) => {
        onClick?.(event)
        if (event.defaultPrevented || target || !isPlainClick(event)) return
        event.preventDefault()
        router.history.push(to)
      }}
    >
      {children}
    </a>
  )
}
