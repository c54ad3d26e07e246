import type { GuestCall } from '#kernel'
import type { WebForm } from '../arrive.ts'

/** The site a call comes from, where it is one of those that may use the form; undefined from elsewhere. */
export function siteOf({ headers }: Pick<GuestCall, 'headers'>, { sites }: Pick<WebForm, 'sites'>): string | undefined {
  const { origin } = headers
  return typeof origin === 'string' && sites?.includes(origin) ? origin : undefined
}

/** Whether a page of a site sent this that may not; programs name no site. */
export function isForeign(call: Pick<GuestCall, 'headers' | 'origin'>, form: Pick<WebForm, 'sites'>): boolean {
  const { origin, host } = call.headers
  if (typeof origin !== 'string' || origin === call.origin) return false
  const isOwn = URL.canParse(origin) && new URL(origin).host === host
  return !isOwn && siteOf(call, form) === undefined
}
