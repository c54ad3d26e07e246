import { createRootRoute, createRoute, createRouter, lazyRouteComponent, retainSearchParams } from '@tanstack/react-router'
import { followDay } from '../data/as-of.ts'
import { App } from '../frame/app.tsx'
import { NotFound } from '../frame/not-found.tsx'
import { PageProblem } from '../frame/page-problem.tsx'
import { guardPage } from './guard-page.tsx'
import { installedPages } from './installed.ts'

/** What the address bar may say on every page; pages read the rest themselves. */
export type AppSearch = Readonly<Record<string, unknown>> & Readonly<{ asOf?: string }>

function readSearch(search: Record<string, unknown>): AppSearch {
  const { asOf, ...rest } = search
  return typeof asOf === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(asOf) ? { ...rest, asOf } : rest
}

/** The router of all installed pages; each page is a chunk of its own. */
export function makeRouter() {
  const root = createRootRoute({
    component: App,
    notFoundComponent: NotFound,
    errorComponent: PageProblem,
    validateSearch: readSearch,
    search: { middlewares: [retainSearchParams(['asOf'] as never)] },
    beforeLoad: ({ search }) => followDay((search as AppSearch).asOf ?? null),
  })
  const routes = installedPages().map((page) =>
    createRoute({
      getParentRoute: () => root,
      path: page.path,
      component: lazyRouteComponent(async () => ({ Page: guardPage(page, (await page.load()).Page) }), 'Page'),
    }),
  )
  return createRouter({
    routeTree: root.addChildren(routes),
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultErrorComponent: PageProblem,
  })
}
