import type { Labels } from '../field-type.ts'

export const tileWidths = ['third', 'half', 'wide', 'full'] as const
export type TileWidth = (typeof tileWidths)[number]

/** One part of a home page; what it says beside these is told by its kind. `key`: of a module's tile, by which its title is found among the texts. */
export type HomeTile = Readonly<{ kind: string; width?: TileWidth; labels?: Labels; key?: string }> & Readonly<Record<string, unknown>>

/** What somebody sees first: the first home that fits a reader's roles is his, unless he chose another one that fits. */
export type HomeBody = Readonly<{
  name: string
  labels: Labels
  /** Empty: for every role. */
  roles: readonly string[]
  tiles: readonly HomeTile[]
}>

/** Definitions of homes are about no object in particular. */
export const everyObject = '*'
export const mostTiles = 40

/** What a setting of a tile takes; the editor asks for it by this, and the check reads it by this. */
export type TileTakes = 'object' | 'manyObjects' | 'filter' | 'sort' | 'columns' | 'limit' | 'figure' | 'chart' | 'report' | 'panel'
export type TileSetting = Readonly<{ name: string; takes: TileTakes; required?: true }>
export type TileKind = Readonly<{
  kind: string
  settings: readonly TileSetting[]
  width: TileWidth
  /** With `*` for the object, one for each of the reader's objects that it can be of, at most so many. */
  spreads?: number
  /** Only of objects that have a board. */
  onBoard?: true
}>

const object: TileSetting = { name: 'object', takes: 'object', required: true }
const filter: TileSetting = { name: 'filter', takes: 'filter' }
const limit: TileSetting = { name: 'limit', takes: 'limit' }

const kinds: readonly TileKind[] = [
  {
    kind: 'rows',
    width: 'half',
    settings: [object, filter, { name: 'sort', takes: 'sort' }, { name: 'columns', takes: 'columns' }, limit],
  },
  { kind: 'number', width: 'third', settings: [object, filter, { name: 'figure', takes: 'figure' }] },
  { kind: 'chart', width: 'half', settings: [object, filter, { name: 'chart', takes: 'chart', required: true }] },
  { kind: 'report', width: 'half', settings: [{ name: 'report', takes: 'report', required: true }] },
  { kind: 'panel', width: 'half', settings: [{ name: 'panel', takes: 'panel', required: true }] },
  { kind: 'board', width: 'third', settings: [object], spreads: 12, onBoard: true },
  { kind: 'recent', width: 'third', settings: [object, limit], spreads: 4 },
  { kind: 'create', width: 'full', settings: [{ name: 'objects', takes: 'manyObjects', required: true }] },
]

export const tileKinds: Readonly<Record<string, TileKind>> = Object.fromEntries(kinds.map((one) => [one.kind, one]))

type Body = Readonly<Record<string, unknown>>
const isBody = (value: unknown): value is Body => typeof value === 'object' && value !== null && !Array.isArray(value)
const isName = (value: unknown): value is string => typeof value === 'string' && value !== ''
const isNames = (value: unknown): value is readonly string[] => Array.isArray(value) && value.length <= 30 && value.every(isName)
const hasOnly = (value: Body, names: readonly string[]) => Object.keys(value).every((name) => names.includes(name))

/** Paths that a condition looks at: `stage`, `account.name`. */
export function pathsOfFilter(filter: unknown): readonly string[] {
  if (!isBody(filter)) return []
  return Object.entries(filter).flatMap(([key, value]) => {
    if (key === 'and' || key === 'or') return Array.isArray(value) ? value.flatMap(pathsOfFilter) : []
    return key === 'not' ? pathsOfFilter(value) : [key]
  })
}

type Take = Readonly<{
  isGood(value: unknown): boolean
  /** Paths without which it says nothing. */
  paths?(value: unknown): readonly string[]
  objects?(value: unknown): readonly string[]
}>

const figures = ['count', 'sum', 'avg', 'min', 'max']
const measured = (value: Body): readonly string[] => (isName(value.of) ? [value.of] : [])
const isMeasure = ({ measure, of }: Body): boolean => figures.includes(String(measure)) && (measure === 'count') === (of === undefined)

/** How each kind of setting is read. */
export const tileTakes: Readonly<Record<TileTakes, Take>> = {
  object: { isGood: isName, objects: (value) => [String(value)] },
  manyObjects: { isGood: (value) => isNames(value) && value.length > 0, objects: (value) => value as readonly string[] },
  filter: { isGood: isBody, paths: pathsOfFilter },
  sort: { isGood: isNames, paths: (value) => (value as readonly string[]).map((one) => one.replace(/^-/, '')) },
  // A column out of reach is left out, the tile stays.
  columns: { isGood: isNames },
  limit: { isGood: (value) => Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 20 },
  figure: {
    isGood: (value) =>
      isBody(value) && hasOnly(value, ['measure', 'of', 'on']) && isMeasure(value) && (value.on === undefined || isName(value.on)),
    paths: (value) => [...measured(value as Body), ...(isName((value as Body).on) ? [String((value as Body).on)] : [])],
  },
  chart: {
    isGood: (value) => isBody(value) && hasOnly(value, ['by', 'unit', 'measure', 'of']) && isName(value.by) && isMeasure(value),
    paths: (value) => [(value as Readonly<{ by: string }>).by, ...measured(value as Body)],
  },
  // Which panels there are is known in the browser alone; one that is gone says so there.
  panel: {
    isGood: (value) => isBody(value) && hasOnly(value, ['name', 'on', 'id']) && [value.name, value.on, value.id].every(isName),
    objects: (value) => [(value as Readonly<{ on: string }>).on],
  },
  report: { isGood: (value) => isBody(value) && hasOnly(value, ['name', 'part']) && isName(value.name) && isName(value.part) },
}

const settingsOf = (tile: HomeTile) =>
  (tileKinds[tile.kind]?.settings ?? []).filter(({ name }) => tile[name] !== undefined && tile[name] !== null)

export const pathsOfTile = (tile: HomeTile): readonly string[] =>
  settingsOf(tile).flatMap(({ name, takes }) => tileTakes[takes].paths?.(tile[name]) ?? [])
export const objectsOfTile = (tile: HomeTile): readonly string[] =>
  settingsOf(tile).flatMap(({ name, takes }) => tileTakes[takes].objects?.(tile[name]) ?? [])

export type TileCandidate = Readonly<{ name: string; owned: boolean; views: Readonly<{ board?: unknown }> }>

/** Whether a tile of this kind can be about an object. */
export const canBeOf = (kind: string, object: TileCandidate): boolean => !tileKinds[kind]?.onBoard || object.views.board !== undefined

/** A tile of every object stands for one of each that it can be of, out of those given. */
export function spreadTile<T extends Readonly<{ kind: string; object?: unknown }>>(
  tile: T,
  candidates: readonly TileCandidate[],
): readonly T[] {
  const most = tileKinds[tile.kind]?.spreads
  if (tile.object !== everyObject || most === undefined) return [tile]
  return candidates
    .filter((object) => object.owned && canBeOf(tile.kind, object))
    .slice(0, most)
    .map(({ name }) => ({ ...tile, object: name }))
}

/** What somebody sees for whom no home was made: what is open of his, and what was changed last, of every object. */
export const usualHome: HomeBody = {
  name: 'usual',
  labels: {},
  roles: [],
  tiles: [
    { kind: 'board', object: everyObject },
    { kind: 'recent', object: everyObject },
  ],
}
