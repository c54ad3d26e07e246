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

/** Lists of 50 accounts through different eyes, with common and rare filters, first and deep pages. */
export async function list(stand: Stand): Promise<readonly Figure[]> {
  const { region, team, rep, administrator } = stand.people
  const pages = await findPages(stand)
  const common = { class: 'ordinary' }
  const commonHand: HandList = { filter: `a."class" = 'ordinary'` }
  const rare = { city: '合肥', source: 'tender' }
  const rareHand: HandList = { filter: `a.city = '合肥' AND a.source = 'tender'` }
  const listings: readonly Listing[] = [
    {
      work: 'list: region, common filter, deep page',
      person: region,
      query: { filter: common, sort: '-updatedAt' },
      hand: commonHand,
      plan: 'generic',
      pages,
    },
    { work: 'list: region, no filter, deep page', person: region, query: { sort: '-updatedAt' }, hand: {}, plan: 'generic', pages },
    {
      work: 'list: team, common filter, deep page',
      person: team,
      query: { filter: common, sort: '-updatedAt' },
      hand: commonHand,
      plan: 'generic',
      pages,
    },
    {
      work: 'list: rep, common filter, deep page',
      person: rep,
      query: { filter: common, sort: '-updatedAt' },
      hand: commonHand,
      plan: 'generic',
      pages,
    },
    {
      work: 'list: administrator, common filter, deep page',
      person: administrator,
      query: { filter: common, sort: '-updatedAt' },
      hand: commonHand,
      plan: 'generic',
      pages,
    },
    {
      work: 'list: region, rare choice in two filters',
      person: region,
      query: { filter: rare, sort: '-updatedAt' },
      hand: rareHand,
      plan: 'custom',
    },
    {
      work: 'list: team, rare choice in two filters',
      person: team,
      query: { filter: rare, sort: '-updatedAt' },
      hand: rareHand,
      plan: 'custom',
    },
    {
      work: 'list: region, filter by a part of the name',
      person: region,
      query: { filter: { name: { startsWith: '深圳华瑞' } }, sort: '-updatedAt' },
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
    {
      work: "list: region, sorted by a link's title",
      person: region,
      query: { sort: 'owner' },
      plan: 'generic',
      hand: { by: ['m.name'], ascending: true, join: `JOIN ${stand.workspace.schema}.member m ON m.id = a.owner_id` },
    },
  ]
  const figures: Figure[] = []
  for (const listing of listings) figures.push(await measure(stand, listing))
  figures.push(await measure(stand, listings[0]!, 16), await measure(stand, listings[3]!, 16))
  return figures
}

async function measure(stand: Stand, { work, person, query, hand, plan, pages }: Listing, width = 1): Promise<Figure> {
  const object = (await stand.installation.engine.catalogOf(stand.workspace)).objects.account!
  const random = seeded(3)
  const page = () => pages?.[Math.floor(random() * pages.length)]
  const slow = work.includes('sorted by') ? 5 : 20
  return compare({
    work: width === 1 ? work : `${work}, ${width} at once`,
    width,
    calls: width === 1 ? slow : 160,
    zhike: () => person.client.get(`/accounts${queryOf({ ...query, limit: '50', cursor: page()?.cursor })}`),
    bare: () => {
      const at = page()
      const { text, values } = handList(stand, object, person.actor, { ...hand, ...(at ? { after: at.after } : {}) })
      return stand.bare(text, values, { plan })
    },
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
