import { fieldLabel, textOf, type Work } from '#kernel'
import type { Locale } from '#kernel/model'
import { paperFormat, type Seller } from '#modules/papers'
import type { Subject } from '../objects/index.ts'
import { mayRead, type Place, placeOf, type Root, roots } from './fields.ts'
import { type Piece, parseTemplate, pathsOf } from './parse.ts'
import { writeInWords, writeValue } from './write-value.ts'

export type Filling = Readonly<{ work: Work; about: Subject; id: string; locale: Locale; seller: Seller | null }>
/** The text of a template with all its gaps filled; what had nothing to fill it is named by path. */
export type Filled = Readonly<{ text: string; values: readonly string[]; missing: readonly string[] }>

/** Marks of a filled gap: letters for private use, so that no value is taken for markup. */
const [open, close] = ['\uE000', '\uE001'] as const
export const gap = new RegExp(`${open}(\\d+)${close}`, 'gu')

/** Fills the gaps with what the maker may see. A path to what he may not see counts as empty. */
export async function fillTemplate(o: Filling, body: string): Promise<Filled> {
  const { pieces } = parseTemplate(body)
  const places = new Map<string, Place>()
  for (const { path } of pathsOf(pieces)) {
    const place = placeOf(o.work.catalog, o.about, path)
    if (place && mayRead(o.work, place)) places.set(path, place)
  }
  const found = await readValues(o, places)
  const values: string[] = []
  const missing = new Set<string>()
  const write = (list: readonly Piece[]): string =>
    list
      .map((piece) => {
        if (piece.is === 'text') return piece.text
        const value = found.get(piece.path)
        if (piece.is === 'when') return write(holds(value, piece) ? piece.then : piece.otherwise)
        const text = textFor(o, places.get(piece.path), piece, value)
        if (text === '') missing.add(piece.path)
        values.push(text)
        return `${open}${values.length - 1}${close}`
      })
      .join('')
  return { text: write(pieces), values, missing: [...missing] }
}

function textFor(o: Filling, place: Place | undefined, piece: Extract<Piece, { is: 'value' }>, value: unknown): string {
  if (piece.path === 'today') return paperFormat(o.locale, 'CNY').day(o.work.today)
  if (!place) return ''
  return (piece.inWords ? writeInWords : writeValue)(o, place.field, value)
}

function holds(value: unknown, { wanted, isNot }: Extract<Piece, { is: 'when' }>): boolean {
  const isThere =
    value !== null && value !== undefined && value !== '' && value !== false && value !== 0 && !(Array.isArray(value) && value.length === 0)
  if (wanted === null) return isThere
  return (String(value) === wanted) !== isNot
}

/** A path's value stands by its name, or inside the link that it begins with. */
function valueAt(row: unknown, path: string): unknown {
  if (typeof row !== 'object' || row === null) return null
  if (path in row) return (row as Record<string, unknown>)[path] ?? null
  const [first, ...rest] = path.split('.')
  return rest.length === 0 ? null : valueAt((row as Record<string, unknown>)[first!], rest.join('.'))
}

/** One reading for each root that is named. */
async function readValues(o: Filling, places: ReadonlyMap<string, Place>): Promise<ReadonlyMap<string, unknown>> {
  const values = new Map<string, unknown>([['today', o.work.today]])
  const ids: Readonly<Record<string, string | null>> = {
    '': o.id,
    seller: o.seller?.entity.id ?? null,
    bank: o.seller?.bank?.id ?? null,
    me: o.work.actor.memberId,
  }
  for (const [root, id] of Object.entries(ids)) {
    const own = [...places].filter(([, place]) => place.root === root).map(([path]) => path)
    if (own.length === 0 || !id) continue
    const strip = (path: string) => (root === '' ? path : path.slice(root.length + 1))
    const object = root === '' ? o.about : roots[root as Root]
    const [row] = await o.work.list({ object, filter: { id }, fields: [...new Set(own.map(strip))], limit: 1 })
    for (const path of own) values.set(path, valueAt(row, strip(path)))
  }
  return values
}

/** What a path is called in a language: `Customer › Name`. */
export function nameOfPath(work: Work, about: Subject, path: string): string {
  const place = placeOf(work.catalog, about, path)
  const reader = { modules: work.modules, locale: work.actor.locale }
  const root = place?.root ? `${textOf(work.modules, work.actor.locale, roots[place.root as Root]) ?? place.root} › ` : ''
  return place ? root + place.steps.map((field) => fieldLabel(reader, field)).join(' › ') : path
}
