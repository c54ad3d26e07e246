import type { FilterJson } from '../data/use-list.ts'

/** One comparison; `value` in writing shape, undefined while nothing is chosen yet. */
export type Condition = Readonly<{ type: 'condition'; path: string; operator: string; value: unknown }>
/** Conditions joined by one word; `negated`: none of what is inside may hold. */
export type Group = Readonly<{ type: 'group'; join: 'and' | 'or'; negated: boolean; items: readonly FilterNode[] }>
/** A condition this page cannot draw in words, such as one on children: it is kept and can be taken out. */
export type Foreign = Readonly<{ type: 'foreign'; json: FilterJson }>
export type FilterNode = Condition | Group | Foreign

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const group = (items: readonly FilterNode[], join: Group['join'] = 'and', negated = false): Group => ({
  type: 'group',
  join,
  negated,
  items,
})

/** Whether a path names a field of the catalog; children and unknown names are foreign. */
type IsField = (path: string) => boolean

const conditionsAt = (path: string, value: unknown): readonly Condition[] =>
  isPlain(value) && Object.keys(value).length > 0
    ? Object.entries(value).map(([operator, operand]) => ({ type: 'condition', path, operator, value: operand }))
    : [{ type: 'condition', path, operator: 'eq', value }]

function nodesAt(key: string, value: unknown, isField: IsField): readonly FilterNode[] {
  if ((key === 'and' || key === 'or') && Array.isArray(value)) {
    const items = value.map((one) => simplify(toTree(one as FilterJson, isField)))
    return key === 'and' ? items : [group(items, 'or')]
  }
  if (key === 'not' && isPlain(value)) {
    const inner = toTree(value, isField)
    const only = inner.items[0]
    return [inner.items.length === 1 && only?.type === 'group' && !only.negated ? { ...only, negated: true } : { ...inner, negated: true }]
  }
  return isField(key) ? conditionsAt(key, value) : [{ type: 'foreign', json: { [key]: value } }]
}

const simplify = (node: Group): FilterNode => (node.items.length === 1 && !node.negated ? (node.items[0] as FilterNode) : node)

/** The filter as a tree of conditions that can be drawn and edited. */
export const toTree = (json: FilterJson | undefined, isField: IsField): Group =>
  group(Object.entries(json ?? {}).flatMap(([key, value]) => nodesAt(key, value, isField)))

/** Whether a condition can be asked: its operand is there. */
export function isComplete({ value }: Condition): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.some((one) => one !== null && one !== undefined)
  return value !== undefined && value !== ''
}

function nodeJson(node: FilterNode): FilterJson | null {
  if (node.type === 'foreign') return node.json
  if (node.type === 'group') return groupJson(node)
  if (!isComplete(node)) return null
  return { [node.path]: node.operator === 'eq' && !isPlain(node.value) ? node.value : { [node.operator]: node.value } }
}

/** Conditions side by side; two on one field that would hide each other stand in an `and`. */
function sideBySide(parts: readonly FilterJson[]): FilterJson {
  const joined: Record<string, unknown> = {}
  const more: FilterJson[] = []
  for (const part of parts) {
    for (const [key, value] of Object.entries(part)) {
      const former = joined[key]
      if (!(key in joined)) joined[key] = value
      else if (isPlain(former) && isPlain(value) && Object.keys(value).every((operator) => !(operator in former)))
        joined[key] = { ...former, ...value }
      else more.push({ [key]: value })
    }
  }
  return more.length > 0 ? { ...joined, and: [...((joined.and as FilterJson[] | undefined) ?? []), ...more] } : joined
}

function groupJson({ join, negated, items }: Group): FilterJson | null {
  const parts = items.map(nodeJson).filter((part) => part !== null)
  if (parts.length === 0) return null
  const json = join === 'or' && parts.length > 1 ? { or: parts } : sideBySide(parts)
  return negated ? { not: json } : json
}

/** The tree as the REST interface takes it; incomplete conditions are left out. */
export const toJson = (tree: Group): FilterJson => groupJson(tree) ?? {}

/** Both filters must hold. */
export function both(one: FilterJson, other: FilterJson): FilterJson {
  const parts = [one, other].filter((part) => Object.keys(part).length > 0)
  return parts.length === 2 ? sideBySide(parts) : (parts[0] ?? {})
}

/** The tree with the node at a place replaced, or taken out where `next` is null. A place is the row of positions from the root. */
export function replaceAt(tree: Group, place: readonly number[], next: FilterNode | null): Group {
  const [first, ...rest] = place
  if (first === undefined) return next?.type === 'group' ? next : group([])
  const items = tree.items.flatMap((item, position) => {
    if (position !== first) return [item]
    if (rest.length === 0) return next ? [next] : []
    return item.type === 'group' ? [replaceAt(item, rest, next)] : [item]
  })
  return { ...tree, items }
}
