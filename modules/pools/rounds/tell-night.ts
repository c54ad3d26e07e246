import type { NoticeDef, Work } from '#kernel'
import type { RowOf } from '#kernel/model'
import type { Pooled, PooledObject } from '../actions/pooled.ts'
import { returned, warned } from '../notices.ts'
import type { poolRule } from '../objects/index.ts'

/** What one person is told: of how many records, the first of them with its day, and by which rules. */
type Digest = Readonly<{ count: number; object: string; record: string; day: string | null; rules: readonly string[] }>
type ByPerson = Readonly<Record<string, Digest>>
/** What was taken from people in a night, and what comes near. */
export type Told = Readonly<{ taken?: ByPerson; coming?: ByPerson }>

export function toldOf(object: PooledObject, rule: RowOf<typeof poolRule>, rows: readonly Pooled[]): ByPerson {
  const told: Record<string, Digest> = {}
  for (const { owner, id, returnOn } of rows)
    if (owner) told[owner] = add(told[owner], { count: 1, object: object.name, record: id, day: returnOn, rules: [rule.name] })
  return told
}

function add(one: Digest | undefined, other: Digest): Digest {
  if (!one) return other
  const first = (other.day ?? '') < (one.day ?? '') ? other : one
  return { ...first, count: one.count + other.count, rules: [...new Set([...one.rules, ...other.rules])] }
}

function joinPeople(a: ByPerson = {}, b: ByPerson = {}): ByPerson {
  const all: Record<string, Digest> = { ...a }
  for (const [person, digest] of Object.entries(b)) all[person] = add(all[person], digest)
  return all
}

export const joined = (a: Told, b: Told): Told => ({ taken: joinPeople(a.taken, b.taken), coming: joinPeople(a.coming, b.coming) })

const mostRules = 5

/** One notice a person of what comes near and one of what was taken, by however many rules and however many records it is. */
export function tellNight(work: Work, { taken = {}, coming = {} }: Told): void {
  const tell = (kind: NoticeDef, people: ByPerson) =>
    work.tell(
      kind,
      Object.entries(people).map(([person, { count, object, record, day, rules }]) => ({
        person,
        object,
        record,
        values: { count, day, rules: rules.slice(0, mostRules).join(' · ') },
      })),
    )
  tell(warned, coming)
  tell(returned, taken)
}
