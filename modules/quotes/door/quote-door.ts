import { Fault, type GuestAnswer, type GuestCall, type GuestDoor, type Work } from '#kernel'
import type { Locale } from '#kernel/model'
import { makePdf } from '#modules/papers'
import { acceptQuote } from '../decide.ts'
import { quoteNotices } from '../notices.ts'
import { quotePaper } from '../paper/quote-paper.ts'
import { readSource } from '../paper/read-source.ts'
import { type Quote, quoteFor, take } from '../quote-rows.ts'
import { countOpening, findByKey, newestOf, type Offer, readOffer } from './offer.ts'
import { closedPage, offerPage } from './page.ts'
import { chosenIn } from './positions.ts'

const languages: Readonly<Record<string, Locale>> = { en: 'en', 'zh-CN': 'zh-CN', 'zh-TW': 'zh-TW' }

/** The address of a quote that was sent: seen, accepted, declined and asked about without an account. */
export const quoteDoor: GuestDoor = {
  path: '/q',
  async answer(guest) {
    const locale = languages[guest.query.lang ?? '']
    const call = locale ? { ...guest, reader: { ...guest.reader, locale } } : guest
    if (call.method === 'OPTIONS') return { status: 405 }
    const found = await call.work('a quote is looked at', (work) => open(work, call))
    if (!found) return closedPage(call, 'closed')
    if ('key' in found) return { status: 303, headers: { location: `./${found.key}${call.query.lang ? `?lang=${locale}` : ''}` } }
    if (found.row.status === 'superseded') return closedPage(call, 'prepared', found)
    if (found.isStopped) return closedPage(call, 'stopped', found)
    if (call.method === 'GET' && call.query.pdf === '1') return paperOf(call, found)
    return call.method === 'POST' ? answer(call, found) : offerPage(call, found)
  },
}

/** The same as a file, in the language of the page. */
async function paperOf(call: GuestCall, { row }: Offer): Promise<GuestAnswer> {
  const wish = { locale: call.reader.locale, withPrices: true, withTax: true }
  const paper = await call.work('the paper of a quote', async (work) => quotePaper(work, await readSource(work, row), wish))
  const content = await makePdf(paper)
  return {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(`${paper.title}.pdf`)}`,
      'referrer-policy': 'no-referrer',
    },
    body: Buffer.from(content),
  }
}

async function open(work: Work, { key, method }: GuestCall): Promise<Offer | Readonly<{ key: string }> | null> {
  const row = await findByKey(work, key)
  if (!row) return null
  const newest = row.status === 'superseded' ? await newestOf(work, row) : row
  if (newest.id !== row.id && newest.linkKey) return { key: newest.linkKey }
  if (method === 'GET' && row.status !== 'superseded' && (await countOpening(work, row))) tellOwner(work, row, 'opened')
  return readOffer(work, row)
}

const tellOwner = (work: Work, { id, owner }: Quote, kind: keyof typeof quoteNotices, values: Record<string, string> = {}): void =>
  work.tell(quoteNotices[kind], owner ? [{ person: owner, record: id, values }] : [])

const said = (value: unknown, max: number): string =>
  typeof value === 'string'
    ? [
        ...value
          .replace(/\p{C}+/gu, ' ')
          .replace(/\s+/g, ' ')
          .trim(),
      ]
        .slice(0, max)
        .join('')
    : ''

/** What the customer wants; where something is missing the page says so, with what was typed. */
async function answer(call: GuestCall, offer: Offer): Promise<GuestAnswer> {
  const wish = call.body.do
  if (wish === 'total') return offerPage(call, offer, { chosen: chosenIn(offer.lines, call.body) })
  const words = said(
    wish === 'accept' ? call.body.name : wish === 'decline' ? call.body.reason : call.body.question,
    wish === 'accept' ? 100 : 500,
  )
  const chosen = chosenIn(offer.lines, call.body)
  if (words === '') return offerPage(call, offer, { chosen, missing: String(wish) })
  try {
    await call.work(`the customer answers a quote: ${wish}`, (work) => act(work, offer, { wish, words, chosen }))
  } catch (error) {
    if (!(error instanceof Fault) || !error.code.startsWith('quotes.')) throw error
    const now = (await call.work('a quote is looked at', (work) => again(work, call.key))) ?? offer
    return now.isStopped ? closedPage(call, 'stopped', now) : offerPage(call, now, { problem: error.code })
  }
  const lang = call.query.lang ? `&lang=${call.reader.locale}` : ''
  return { status: 303, headers: { location: `?${wish === 'question' ? 'asked' : 'done'}=1${lang}` } }
}

async function again(work: Work, key: string): Promise<Offer | null> {
  const row = await findByKey(work, key)
  return row && readOffer(work, row)
}

async function act(work: Work, { row }: Offer, o: Readonly<{ wish: unknown; words: string; chosen: readonly string[] }>): Promise<void> {
  if (o.wish === 'question') return tellOwner(work, row, 'question', { question: o.words })
  if (o.wish === 'decline') {
    await quoteFor(work, row.id, 'decline')
    await take(work, row.id, 'decline', { reason: o.words, decidedOn: work.today })
    return tellOwner(work, row, 'declined')
  }
  await acceptQuote(work, await quoteFor(work, row.id, 'accept'), { by: o.words, via: 'link', chosen: o.chosen })
  tellOwner(work, row, 'accepted', { by: o.words })
}
