import type { CatalogObject } from '../../model/catalog.ts'
import { newId } from '../../model/uuid.ts'
import type { Scope } from '../../records/state.ts'
import { fold } from '../plan/fold.ts'
import { type Found, findRecords, namingFields } from './find-records.ts'

/** A record that is to be made because a cell names it; it has its id already. */
export type Coming = Readonly<{ id: string; object: string; title: string; values: Record<string, unknown> }>

/** What is known about the texts of an import, over its batches. */
export type Lookups = {
  /** What texts name, by `object text`. Only hits: what is not there may come. */
  readonly hits: Map<string, Found>
  /** What a dry run would have made, by `object folded text`: no statement finds it. */
  readonly imagined: Map<string, Found>
  readonly imaginedIds: Set<string>
  /** Linked records whose empty fields were looked at. */
  readonly filled: Set<string>
}

export const openLookups = (): Lookups => ({ hits: new Map(), imagined: new Map(), imaginedIds: new Set(), filled: new Set() })

const mostHits = 200_000

/** The look-ups of one batch over those of the import; nothing of it stays unless `keep` is called. */
export type BatchLookups = Readonly<{
  /** Looks up what is not known yet: two statements per object at most. */
  prepare(scope: Scope, object: CatalogObject, texts: Iterable<string>): Promise<void>
  get(object: string, text: string): Found
  /** A record to come for a text that names none; the same one for the same text. */
  expect(object: string, text: string): Coming
  coming(id: string): Coming | undefined
  /** A row of this batch that others may name before it is stored. */
  announce(object: string, text: string, id: string): void
  /** Whether no statement can find that record yet. */
  isUnstored(id: string): boolean
  /** Whether it is a row of this batch. */
  isAnnounced(id: string): boolean
  /** The batch is stored: what was looked up counts from here on. In a dry run `stored` names what would have been. */
  keep(stored: ReadonlySet<string>, isDry: boolean): void
}>

export function openBatch(lookups: Lookups): BatchLookups {
  const fresh = new Map<string, Found>()
  const expected = new Map<string, Coming>()
  const comings = new Map<string, Coming>()
  const announced = new Map<string, Found>()
  const announcedIds = new Set<string>()
  const keyOf = (object: string, text: string) => `${object} ${fold(text)}`
  const known = (object: string, text: string): Found | undefined => fresh.get(`${object} ${text}`) ?? lookups.hits.get(`${object} ${text}`)
  return {
    async prepare(scope, object, texts) {
      const open = [...new Set(texts)].filter((text) => known(object.name, text) === undefined)
      const found = await findRecords(scope, object, namingFields(scope, object), { texts: open, byId: true })
      for (const [text, hit] of found) fresh.set(`${object.name} ${text}`, hit)
    },
    get: (object, text) => known(object, text) ?? announced.get(keyOf(object, text)) ?? lookups.imagined.get(keyOf(object, text)) ?? null,
    expect(object, text) {
      const key = keyOf(object, text)
      const coming = expected.get(key) ?? { id: newId(), object, title: text, values: {} }
      expected.set(key, coming)
      comings.set(coming.id, coming)
      return coming
    },
    coming: (id) => comings.get(id),
    announce(object, text, id) {
      const key = keyOf(object, text)
      const other = announced.get(key)
      const isAlone = other === undefined || other === null || (other !== 'several' && other.id === id)
      announced.set(key, isAlone ? { id } : 'several')
      announcedIds.add(id)
    },
    isUnstored: (id) => comings.has(id) || announcedIds.has(id) || lookups.imaginedIds.has(id),
    isAnnounced: (id) => announcedIds.has(id),
    keep(stored, isDry) {
      if (lookups.hits.size > mostHits) lookups.hits.clear()
      for (const [key, hit] of fresh) if (hit !== null) lookups.hits.set(key, hit)
      if (!isDry) return
      const made = [...[...expected].map(([key, coming]) => [key, { id: coming.id }] as const), ...announced]
      for (const [key, hit] of made) {
        if (hit === null || hit === 'several' || !stored.has(hit.id)) continue
        lookups.imagined.set(key, hit)
        lookups.imaginedIds.add(hit.id)
      }
    },
  }
}
