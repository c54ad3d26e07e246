import { type ConsequenceDef, defineConsequence, type NoticeDef, system, telling, type Work, type Written } from '#kernel'
import type { AnyObject, RowOf } from '#kernel/model'
import { account, lead } from '#objects/customers'
import { followedChanged, followedOwner } from './notices.ts'
import { following } from './objects/index.ts'

const most = 10_000

/** Something that happened to a record: `about` names what may be followed by the field of its link. */
export type Happening = Readonly<{ record: string; about: Readonly<Record<string, string | null | undefined>>; once?: string }>

/** A question names no more values than this many. */
const portion = 1_000

const partsOf = <T>(all: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / portion) }, (_, i) => all.slice(i * portion, (i + 1) * portion))

/** Tells whoever follows what it is about, as far as he may read the record that it happened to. One statement for each thousand, and one for each who follows. */
export async function tellFollowers(work: Work, kind: NoticeDef, object: AnyObject, happened: readonly Happening[]): Promise<void> {
  for (const part of partsOf(happened)) await tellSome(work, kind, object, { happened: part, rows: await followersOf(work, part) })
}

const linksOf = (happened: readonly Happening[]): string[] => [...new Set(happened.flatMap(({ about }) => Object.keys(about)))]

async function followersOf(work: Work, happened: readonly Happening[]): Promise<readonly RowOf<typeof following>[]> {
  const idsOf = (name: string) => happened.flatMap(({ about }) => about[name] ?? [])
  const filters = linksOf(happened).flatMap((name) => (idsOf(name).length > 0 ? [{ [name]: { in: [...new Set(idsOf(name))] } }] : []))
  if (filters.length === 0) return []
  return work.as(system('who follows')).find(following, { or: filters }, { limit: most, sort: ['id'] })
}

type Told = Readonly<{ happened: readonly Happening[]; rows: readonly RowOf<typeof following>[] }>

async function tellSome(work: Work, kind: NoticeDef, object: AnyObject, { happened, rows }: Told): Promise<void> {
  const links = linksOf(happened)
  for (const [person, ofPerson] of Map.groupBy(rows, ({ owner }) => owner)) {
    if (!person) continue
    const follows = new Set(ofPerson.flatMap((row) => links.map((name) => `${name} ${String((row as Record<string, unknown>)[name])}`)))
    const mine = happened.filter(({ about }) => links.some((name) => about[name] && follows.has(`${name} ${about[name]}`)))
    const readable = await work.readableBy(person, object, [...new Set(mine.map(({ record }) => record))])
    work.tell(
      kind,
      mine.flatMap(({ record, once }) =>
        readable.has(record) ? [{ person, record, ...(kind.on ? {} : { object: object.name }), ...(once ? { once } : {}) }] : [],
      ),
    )
  }
}

/** Those who follow a record of this object hear that it has another owner, or stands elsewhere. */
export function tellOfChanges(object: AnyObject, state: string): ConsequenceDef {
  const changed = (written: readonly Written[], ...fields: readonly string[]): Happening[] =>
    (written as readonly { row: Record<string, unknown>; before: Record<string, unknown> | null }[]).flatMap(({ row, before }) =>
      before && fields.some((field) => row[field] !== before[field])
        ? [{ record: String(row.id), about: { [object.name]: String(row.id) } }]
        : [],
    )
  return defineConsequence(object, {
    reads: ['owner', state] as never,
    onImport: telling,
    ask: async (work, written) =>
      (await Promise.all(partsOf(changed(written, 'owner', state)).map((part) => followersOf(work, part)))).flat(),
    async run(work, written, rows) {
      for (const happened of partsOf(changed(written, 'owner'))) await tellSome(work, followedOwner, object, { happened, rows })
      for (const happened of partsOf(changed(written, state))) await tellSome(work, followedChanged, object, { happened, rows })
    },
  })
}

export const toldChanges = [tellOfChanges(account, 'stage'), tellOfChanges(lead, 'status')]
