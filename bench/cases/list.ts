import type { Bare } from '../bare.ts'
import { queryOf } from '../client.ts'
import { atLeastShare, atMostTimes, compare, type Figure } from '../figure.ts'
import { seeded } from '../measure.ts'
import type { Person, Stand } from '../stand.ts'
import { type HandList, handList } from './bare-list.ts'

type Place = Readonly<{ cursor: string; after: readonly string[] }>
type Listing = Readonly<{
  work: string
  person: Person
  query: Record<string, unknown>
  hand: HandList
  plan: 'generic' | 'custom'
  pages?: readonly Place[]
}>

const deepPages = 60
/** A cursor is base64url of a seal of 12 letters and the sort keys. */
const keysOf = (cursor: string): string[] => JSON.parse(Buffer.from(cursor, 'base64url').toString().slice(12)) as string[]

const newest = '-updatedAt'
const common = {
  query: { filter: { class: 'ordinary' }, sort: newest },
  hand: { filter: `a."class" = 'ordinary'` },
  plan: 'generic',
} as const
const rare = {
  query: { filter: { city: '合肥', source: 'tender' }, sort: newest },
  hand: { filter: `a.city = '合肥' AND a.source = 'tender'` },
  plan: 'custom',
} as const

/** Lists of 50 accounts through different eyes, with common and rare filters, first and deep pages. */
export async function list(stand: Stand): Promise<readonly Figure[]> {
  const listings = [...deepListings(stand, await findPages(stand)), ...(await hardListings(stand))]
  const figures: Figure[] = []
  for (const listing of listings) figures.push(await measure(stand, listing))
  figures.push(await measure(stand, listings[0]!, 16), await measure(stand, listings[3]!, 16))
  return figures
}

/** Walks along the list by last change, from pages far behind. */
function deepListings({ people: { region, team, rep, administrator } }: Stand, pages: readonly Place[]): Listing[] {
  return [
    { work: 'list: region, common filter, deep page', person: region, ...common, pages },
    { work: 'list: region, no filter, deep page', person: region, query: { sort: newest }, hand: {}, plan: 'generic', pages },
    { work: 'list: team, common filter, deep page', person: team, ...common, pages },
    { work: 'list: rep, common filter, deep page', person: rep, ...common, pages },
    { work: 'list: administrator, common filter, deep page', person: administrator, ...common, pages },
  ]
}

/** Rare values, and orders that no walk by last change gives. */
async function hardListings(stand: Stand): Promise<Listing[]> {
  const { region, team } = stand.people
  const byOwner = { by: ['m.name'], ascending: true, join: `JOIN ${stand.workspace.schema}.member m ON m.id = a.owner_id` }
  return [
    { work: 'list: region, rare choice in two filters', person: region, ...rare },
    { work: 'list: team, rare choice in two filters', person: team, ...rare },
    {
      work: 'list: region, filter by a part of the name',
      person: region,
      query: { filter: { name: { startsWith: '深圳华瑞' } }, sort: newest },
      hand: { filter: `a.name LIKE '深圳华瑞%'` },
      plan: 'custom',
    },
    {
      work: 'list: region, sorted by name',
      person: region,
      query: { sort: 'name' },
      hand: { by: [await titleOrder(stand)], ascending: true },
      plan: 'generic',
    },
    { work: "list: region, sorted by a link's title", person: region, query: { sort: 'owner' }, plan: 'generic', hand: byOwner },
  ]
}

async function measure(stand: Stand, { work, person, query, hand, plan, pages }: Listing, width = 1): Promise<Figure> {
  const object = (await stand.installation.engine.catalogOf(stand.workspace)).objects.account!
  const random = seeded(3)
  const page = () => pages?.[Math.floor(random() * pages.length)]
  const byHand = (run: Bare) => {
    const at = page()
    const { text, values } = handList(stand, object, person.actor, { ...hand, ...(at ? { after: at.after } : {}) })
    return run(text, values, { plan })
  }
  const slow = work.includes('sorted by') ? 5 : 20
  return compare({
    work: width === 1 ? work : `${work}, ${width} at once`,
    width,
    calls: width === 1 ? slow : 160,
    zhike: () => person.client.get(`/accounts${queryOf({ ...query, limit: '50', cursor: page()?.cursor })}`),
    bare: () => byHand(stand.bare),
    ...(width === 1 ? { door: () => byHand(stand.door) } : {}),
    limit: width === 1 ? atMostTimes(1.5) : atLeastShare(0.65),
  })
}

/** Cursors deep in the list of everything; they continue any list of the same order. */
async function findPages(stand: Stand): Promise<Place[]> {
  const random = seeded(1)
  const now = Date.now()
  const texts = await Promise.all(
    Array.from({ length: deepPages }, () => {
      const moment = new Date(now - random() ** 2 * 600 * 86_400_000).toISOString()
      return stand.people.administrator.client.get(
        `/accounts${queryOf({ filter: { updatedAt: { lte: moment } }, sort: '-updatedAt', limit: '1', fields: 'id' })}`,
      )
    }),
  )
  return texts.map((text) => {
    const cursor = (JSON.parse(text) as { next: string }).next
    return { cursor, after: keysOf(cursor) }
  })
}

/** The expression by which names are sorted, as the index of the table has it. */
async function titleOrder(stand: Stand): Promise<string> {
  const rows =
    await stand.bare(`SELECT pg_get_indexdef(indexrelid, 1, true) FROM pg_index WHERE indrelid = '${stand.workspace.schema}.account'::regclass
    AND indexrelid::regclass::text LIKE '%i\\_account\\_title%'`)
  return `a.${String(rows[0]![0])}`
}
