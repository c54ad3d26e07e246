/** Fetches the code of lists, grid included, before it is asked for: at once where the address is a list, else when the browser has nothing to do. */
export function preloadLists(pathname: string): void {
  const load = () => void Promise.all([import('./object-page.tsx'), import('./list/list-view.tsx')])
  if (/^\/o\/[^/]+$/.test(pathname)) load()
  else if ('requestIdleCallback' in window) requestIdleCallback(load, { timeout: 5_000 })
}
