import type { GuestAnswer, GuestCall, GuestDoor, RowOf } from '#kernel'
import { visitorIn } from '#modules/forms'
import { forgetVisitor, noteView } from '../note-view.ts'
import { webSite } from '../objects/index.ts'
import { siteScript } from './script.ts'

export type WebSite = RowOf<typeof webSite>

/** The script of a site, and what it sends from there. Nothing is ever answered about anybody. */
export const siteDoor: GuestDoor = {
  path: '/t',
  async answer(call) {
    const site = await call.work('a script of a web site is asked for', async (work) => {
      const all = await work.settings(webSite)
      return all.find(({ id, isActive }) => id === call.key && isActive) ?? null
    })
    if (call.method !== 'POST') return siteScript(call.query.as === 'script' ? site : null)
    return { ...(site ? await take(call, site) : { status: 404 }), ...open }
  },
}

/** A page that may not read the answer is not to be told that it failed either. */
const open = { headers: { 'cross-origin-resource-policy': 'cross-origin' } }

async function take(call: GuestCall, site: WebSite): Promise<GuestAnswer> {
  const { origin } = call.headers
  const visitor = visitorIn(call, call.body.v)
  if (typeof origin !== 'string' || !site.sites?.includes(origin)) return { status: 403 }
  if (!visitor || isProgram(call)) return { status: 204 }
  if (call.body.forget === '1') {
    await call.work('a visitor wants to be forgotten', (work) => forgetVisitor(work, visitor))
    return { status: 204 }
  }
  const address = pageIn(call.body.page, site)
  if (!address) return { status: 204 }
  const sender = call.mark(`from ${call.ip}`).slice(0, 32)
  const view = { site, visitor, sender, address, title: oneLine(call.body.title, 200) || address, device: deviceOf(call) }
  const taken = await call.work('a visit to the web site', (work) => noteView(work, { ...view, invite: keyIn(call), ...cameFrom(call) }))
  return { status: taken ? 204 : 429 }
}

const isProgram = ({ headers }: GuestCall): boolean =>
  !headers['user-agent'] || /bot|crawl|spider|slurp|preview|headless|lighthouse|monitor|curl|wget|python|scan/i.test(headers['user-agent'])

function deviceOf({ headers }: GuestCall): 'computer' | 'phone' | 'tablet' {
  const agent = headers['user-agent'] ?? ''
  if (/ipad|tablet|android(?!.*mobile)/i.test(agent)) return 'tablet'
  return /mobi|iphone|harmony/i.test(agent) ? 'phone' : 'computer'
}

/** A page of the site, without what stands behind a question mark. */
function pageIn(given: unknown, { sites }: WebSite): string | null {
  if (typeof given !== 'string' || !URL.canParse(given)) return null
  const { origin, pathname } = new URL(given)
  return sites?.includes(origin) ? `${origin}${pathname}`.slice(0, 500) : null
}

const keyIn = ({ body }: GuestCall): string | null =>
  typeof body.zk === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(body.zk) ? body.zk : null

function cameFrom({ body }: GuestCall) {
  const said = (name: string) => oneLine(body[name], 200) || null
  return {
    referrer: oneLine(body.ref, 500).split('?')[0] || null,
    utmSource: said('utm_source'),
    utmMedium: said('utm_medium'),
    utmCampaign: said('utm_campaign'),
    utmTerm: said('utm_term'),
    utmContent: said('utm_content'),
  }
}

const oneLine = (value: unknown, max: number): string =>
  typeof value === 'string' ? [...value.replace(/[\p{C}\s]+/gu, ' ').trim()].slice(0, max).join('') : ''
