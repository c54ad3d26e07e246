import { type ConsequenceDef, defineConsequence, type NoticeDef, system, telling, type Work } from '#kernel'
import type { AnyObject } from '#kernel/model'
import { account, lead } from '#objects/customers'
import { followedChanged, followedOwner } from './notices.ts'
import { following } from './objects/index.ts'

const most = 10_000

/** Something that happened to a record: `about` names what may be followed by the field of its link. */
export type Happening = Readonly<{ record: string; about: Readonly<Record<string, string | null | undefined>>; once?: string }>

/** A question names no more values than this many. */
const portion = 1_000

/** Tells whoever follows what it is about, as far as he may read the record that it happened to. One statement for each thousand, and one for each who follows. */
export async function tellFollowers(work: Work, kind: NoticeDef, object: AnyObject, happened: readonly Happening[]): Promise<void> {
  for (let at = 0; at < happened.length; at += portion) await tellSome(work, kind, object, happened.slice(at, at + portion))
}

async function tellSome(work: Work, kind: NoticeDef, object: AnyObject, happened: readonly Happening[]): Promise<void> {
  const links = [...new Set(happened.flatMap(({ about }) => Object.keys(about)))]
  const idsOf = (name: string) => happened.flatMap(({ about }) => about[name] ?? [])
  const filters = links.flatMap((name) => (idsOf(name).length > 0 ? [{ [name]: { in: [...new Set(idsOf(name))] } }] : []))
  if (filters.length === 0) return
  const rows = await work.as(system('who follows')).find(following, { or: filters }, { limit: most, sort: ['id'] })
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
export const tellOfChanges = (object: AnyObject, state: string): ConsequenceDef =>
  defineConsequence(object, {
    reads: ['owner', state] as never,
    onImport: telling,
    async run(work, written) {
      const changed = (field: string) =>
        (written as readonly { row: Record<string, unknown>; before: Record<string, unknown> | null }[]).flatMap(({ row, before }) =>
          before && row[field] !== before[field] ? [{ record: String(row.id), about: { [object.name]: String(row.id) } }] : [],
        )
      await tellFollowers(work, followedOwner, object, changed('owner'))
      await tellFollowers(work, followedChanged, object, changed(state))
    },
  })

export const toldChanges = [tellOfChanges(account, 'stage'), tellOfChanges(lead, 'status')]
