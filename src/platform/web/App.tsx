import { QueryClientProvider } from '@tanstack/react-query'
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  type RouteComponent,
  RouterProvider,
} from '@tanstack/react-router'
import { useState } from 'react'
import { makeQueryClient } from './client.ts'
import { ErrorPage } from './ErrorPage.tsx'
import { LangProvider } from './lang.tsx'
import { Loading } from './Loading.tsx'
import { NotFoundPage } from './NotFoundPage.tsx'
import { Notices } from './Notices.tsx'
import { PublicFrame } from './PublicFrame.tsx'
import type { Alarm, Background, Page, SearchSource } from './page.ts'
import { useSession } from './session.ts'
import { Shell } from './Shell.tsx'

interface AppProps {
  pages: readonly Page[]
  search: readonly SearchSource[]
  background: readonly Background[]
  alarms: readonly Alarm[]
}

const readQuery = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text))
const writeQuery = (query: Record<string, unknown>): string => {
  const given = Object.entries(query).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
  return given.length > 0 ? `?${new URLSearchParams(given)}` : ''
}

/** A page that is not there outside the demonstration. */
function inDemo(Shown: RouteComponent): RouteComponent {
  return function InDemo() {
    return useSession().data?.demo ? <Shown /> : <NotFoundPage />
  }
}

/** The pages of all features, behind the sign-in or open to everybody, in one router. */
function makeRouter({ pages, search, alarms, background }: AppProps) {
  const root = createRootRoute({
    component: () => (
      <Notices>
        <Outlet />
      </Notices>
    ),
  })
  const inner = createRoute({
    getParentRoute: () => root,
    id: 'inner',
    component: () => <Shell pages={pages} search={search} alarms={alarms} background={background} />,
  })
  const open = createRoute({ getParentRoute: () => root, id: 'open', component: PublicFrame })
  const routeOf = ({ path, load, demo }: Page, parent: typeof inner | typeof open) => {
    const component = lazyRouteComponent(async () => ({ default: await load() }))
    return createRoute({ getParentRoute: () => parent, path, component: demo ? inDemo(component) : component })
  }
  const lost = createRoute({ getParentRoute: () => inner, path: '$', component: NotFoundPage })
  return createRouter({
    routeTree: root.addChildren([
      inner.addChildren([...pages.filter((page) => !page.public).map((page) => routeOf(page, inner)), lost]),
      open.addChildren(pages.filter((page) => page.public).map((page) => routeOf(page, open))),
    ]),
    defaultErrorComponent: ErrorPage,
    defaultNotFoundComponent: NotFoundPage,
    defaultPendingComponent: () => <Loading as="page" />,
    defaultPendingMs: 300,
    scrollRestoration: true,
    parseSearch: readQuery,
    stringifySearch: writeQuery,
  })
}

/** The application: words, answers, pages. */
export function App(props: AppProps) {
  const [client] = useState(makeQueryClient)
  const [router] = useState(() => makeRouter(props))
  return (
    <LangProvider>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </LangProvider>
  )
}
