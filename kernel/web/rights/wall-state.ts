import type { FieldMeta, ObjectMeta } from '../data/meta-types.ts'
import type { FilterJson } from '../data/use-list.ts'
import { both } from '../filter/filter-tree.ts'

/** Words of walls that stand for what is the person's own, by what a field leads to. */
const wordsFor: Readonly<Record<string, readonly string[]>> = { member: ['$me'], department: ['$departments', '$departmentsBelow'] }
const words = Object.values(wordsFor).flat()

/** A wall in two parts: what must be the person's own, as `<field> <word>`, and a filter that holds besides. */
export type WallParts = Readonly<{ own: readonly string[]; filter: FilterJson }>

const wordIn = (value: unknown): string | undefined => {
  const only = typeof value === 'object' && value !== null && Object.keys(value).length === 1 ? (value as { in?: unknown }).in : value
  return typeof only === 'string' && words.includes(only) ? only : undefined
}

export function splitWall(wall: FilterJson | null | undefined): WallParts {
  const entries = Object.entries(wall ?? {})
  return {
    own: entries.flatMap(([field, value]) => (wordIn(value) ? [`${field} ${wordIn(value)}`] : [])),
    filter: Object.fromEntries(entries.filter(([, value]) => !wordIn(value))),
  }
}

const ownFilter = (own: string): FilterJson => {
  const [field, word] = own.split(' ') as [string, string]
  return { [field]: word === '$me' ? word : { in: word } }
}

/** Both parts as the API takes them; null where nothing is said. */
export function joinWall({ own, filter }: WallParts): FilterJson | null {
  const wall = [...own.map(ownFilter), filter].reduce(both, {})
  return Object.keys(wall).length > 0 ? wall : null
}

/** Whether words for the person stand somewhere: such a filter is no list's. */
export function holdsWords(value: unknown): boolean {
  if (typeof value === 'string') return words.includes(value)
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsWords)
}

/** What of an object may be the person's own: its people and its departments. */
export const ownChoices = (object: ObjectMeta): readonly Readonly<{ field: FieldMeta; word: string }>[] =>
  Object.values(object.fields)
    .filter(({ name }) => !['createdBy', 'updatedBy'].includes(name))
    .flatMap((field) => (wordsFor[field.options.to ?? ''] ?? []).map((word) => ({ field, word })))
