import { type Sql, sql } from '../db/sql.ts'
import { referencesTo } from '../merge/move-references.ts'
import type { CatalogField, CatalogObject } from '../model/catalog.ts'
import { fail } from '../model/fault.ts'
import { member } from '../model/people.ts'
import { isUuid } from '../model/uuid.ts'
import { objectOf } from '../records/open-work.ts'
import { readRows } from '../records/read-rows.ts'
import type { Scope } from '../records/state.ts'
import { tableOf } from '../records/store.ts'
import { type Identity, identityIn, nobody, patternOf, together } from './identity.ts'

export type PersonQuestion = Readonly<{ q?: string | undefined; object?: string | undefined; id?: string | undefined }>

/** Why a record is on the list: it is the person's own, holds a mail, a number or the name, or is linked to one that is the person's. */
const reasons = ['is', 'mail', 'phone', 'name', 'link'] as const
export type Reason = (typeof reasons)[number]
export type FoundRecord = Readonly<{ object: string; id: string; title: string | null; by: readonly Reason[]; removed?: true }>
export type PersonRecords = Readonly<{ person: Identity; records: readonly FoundRecord[]; more: boolean }>

const mostOfObject = 500

/** Objects whose records may be about people outside: all but those who work here, whose accounts are looked after elsewhere. */
export const lookedThrough = ({ state }: Scope): CatalogObject[] =>
  Object.values(state.catalog.objects).filter(({ name }) => name !== member.name)

/** Fields of mail addresses and numbers: kinds that lead to a person and by which two records are told to be the same. */
export const contactFields = (object: CatalogObject): CatalogField[] =>
  Object.values(object.fields).filter(({ type, columns }) => type.personal && type.twinKey && columns.length === 1)

const titleColumn = (object: CatalogObject, alias: string): Sql => {
  const column = object.fields[object.title]?.columns[0]?.name
  return column ? sql`left(${sql.raw(alias)}.${sql.id(column)}::text, 200)` : sql.raw('NULL::text')
}

/**
 * Everything that records of the workspace say of one person: who is known by a mail address, a number, a name, or as a record. What the records with that mail
 * address say of him is looked for, too. Reads all records, whoever asks: the caller sees to it that he may.
 *
 * @throws `kernel.required`, `kernel.not-found` for a record that is not there
 */
export async function findPerson(scope: Scope, question: PersonQuestion): Promise<PersonRecords> {
  const { region } = scope.state.session.workspace
  const typed = question.q?.trim() ? identityIn(question.q, region) : nobody
  const given = question.object && question.id ? [{ object: question.object, id: question.id }] : []
  if (given.length === 0 && together(typed).mails.length + typed.phones.length + together(typed).names.length === 0)
    fail('kernel.required', { path: 'q' })
  const first = together(typed, await identityOf(scope, given, true))
  const own = new Map(given.map((record) => [record.id, record]))
  for (const record of await recordsWithMail(scope, first)) own.set(record.id, record)
  const person = together(first, await identityOf(scope, [...own.values()], false))
  const found = new Map<string, { record: Omit<FoundRecord, 'by'>; by: Set<Reason> }>()
  const note = (object: CatalogObject, row: Record<string, unknown>, by: readonly Reason[]) => {
    const id = String(row.id)
    const known = found.get(id) ?? {
      record: { object: object.name, id, title: (row.title as string | null) ?? null },
      by: new Set<Reason>(),
    }
    for (const one of by) known.by.add(one)
    found.set(id, known)
  }
  let more = false
  for (const object of lookedThrough(scope)) {
    const rows = await mentionsIn(scope, object, person)
    more ||= rows.length > mostOfObject
    for (const row of rows.slice(0, mostOfObject))
      note(
        object,
        row,
        (['mail', 'phone', 'name'] as const).filter((by) => row[by] === true),
      )
  }
  for (const [name, records] of Map.groupBy(own.values(), ({ object }) => object)) {
    const ids = records.map(({ id }) => id)
    for (const row of await titlesOf(scope, objectOf(scope.state, name), ids)) note(objectOf(scope.state, name), row, ['is'])
    more = (await linked(scope, { object: objectOf(scope.state, name), ids }, note)) || more
  }
  for (const row of await removedWithMail(scope, person)) {
    const object = objectOf(scope.state, String(row.object))
    note(object, row, ['is'])
    found.get(String(row.id))!.record = { ...found.get(String(row.id))!.record, removed: true }
  }
  const records = [...found.values()].map(({ record, by }) => ({ ...record, by: reasons.filter((one) => by.has(one)) }))
  const rank = ({ by }: FoundRecord) => (by.includes('is') ? 0 : by.includes('mail') ? 1 : by.includes('phone') ? 2 : 3)
  return { person, records: records.toSorted((a, b) => rank(a) - rank(b) || a.object.localeCompare(b.object)), more }
}

type RecordPlace = Readonly<{ object: string; id: string }>

/** What records say that a person is known by. `mustBe`: each has to be there. */
async function identityOf(scope: Scope, records: readonly RecordPlace[], mustBe: boolean): Promise<Identity> {
  const all: Identity[] = []
  for (const [name, some] of Map.groupBy(records, ({ object }) => object)) {
    const object = objectOf(scope.state, name)
    const ids = some.map(({ id }) => id)
    if (!ids.every(isUuid)) fail('kernel.not-found', { object: name })
    const rows = await readRows(scope, object, ids)
    if (mustBe && rows.size < ids.length) fail('kernel.not-found', { object: name, id: ids.find((id) => !rows.has(id)) })
    for (const { values } of rows.values()) {
      const title = values[object.title]
      const contacts = contactFields(object).flatMap(({ name: field }) => (typeof values[field] === 'string' ? [values[field]] : []))
      all.push({
        mails: contacts.filter((text) => text.includes('@')).map((text) => text.toLowerCase()),
        phones: contacts.filter((text) => !text.includes('@')),
        names: typeof title === 'string' && object.fields[object.title]!.refers === null ? [title] : [],
      })
    }
  }
  return together(...all)
}

/** Records that have one of the mail addresses as their own: those are the person. */
async function recordsWithMail(scope: Scope, { mails }: Identity): Promise<RecordPlace[]> {
  const places = lookedThrough(scope).flatMap((object) =>
    contactFields(object).map((field) => ({ object, column: field.columns[0]!.name })),
  )
  if (mails.length === 0 || places.length === 0) return []
  const parts = places.map(
    ({ object, column }) =>
      sql`(SELECT ${object.name}::text AS object, a.id FROM ${tableOf(scope.state, object)} a WHERE lower(a.${sql.id(column)}) = ANY(${[...mails]}::text[]) LIMIT ${mostOfObject}::int)`,
  )
  return (await scope.state.tx.query(sql.join(parts, ' UNION '))).map((row) => ({ object: String(row.object), id: String(row.id) }))
}

/** Records in the bin that had one of the mail addresses as their own. */
async function removedWithMail(scope: Scope, { mails }: Identity): Promise<readonly Record<string, unknown>[]> {
  const { tx, session } = scope.state
  const places = lookedThrough(scope).flatMap((object) =>
    contactFields(object).map((field) => ({ object, column: field.columns[0]!.name })),
  )
  if (mails.length === 0 || places.length === 0) return []
  const title = (object: CatalogObject) => sql`left(c.was ->> ${sql.literal(object.fields[object.title]?.columns[0]?.name ?? '')}, 200)`
  const parts = places.map(
    ({
      object,
      column,
    }) => sql`(SELECT c.object, c.record_id AS id, ${title(object)} AS title FROM ${sql.id(session.workspace.schema, 'change')} c
      WHERE c.kind = 'remove' AND c.object = ${object.name}::text AND lower(c.was ->> ${sql.literal(column)}) = ANY(${[...mails]}::text[])
        AND NOT EXISTS (SELECT 1 FROM ${tableOf(scope.state, object)} a WHERE a.id = c.record_id) LIMIT ${mostOfObject}::int)`,
  )
  return tx.query(sql.join(parts, ' UNION '))
}

const readable = new Set(['text', 'text[]', 'jsonb'])

async function mentionsIn(scope: Scope, object: CatalogObject, person: Identity): Promise<readonly Record<string, unknown>[]> {
  const any = patternOf(person)
  const columns = Object.values(object.fields).flatMap((field) => field.columns.filter(({ type }) => readable.has(type)))
  if (any === null || columns.length === 0) return []
  const matches = (which: 'mails' | 'phones' | 'names'): Sql => {
    const pattern = patternOf(person, [which])
    return pattern === null ? sql.raw('false') : sql`x.t ~* ${pattern}::text`
  }
  return scope.state.tx.query(sql`SELECT a.id, ${titleColumn(object, 'a')} AS title, ${matches('mails')} AS mail, ${matches('phones')} AS phone, ${matches('names')} AS name
    FROM ${tableOf(scope.state, object)} a
    CROSS JOIN LATERAL (SELECT concat_ws(E'\\n', ${sql.join(columns.map(({ name }) => sql`a.${sql.id(name)}::text`))}) AS t) x
    WHERE x.t ~* ${any}::text ORDER BY a.id LIMIT ${mostOfObject + 1}::int`)
}

const titlesOf = (scope: Scope, object: CatalogObject, ids: readonly string[]) =>
  scope.state.tx.query(
    sql`SELECT a.id, ${titleColumn(object, 'a')} AS title FROM ${tableOf(scope.state, object)} a WHERE a.id = ANY(${[...ids]}::uuid[])`,
  )

type Note = (object: CatalogObject, row: Record<string, unknown>, by: readonly Reason[]) => void

/** Records that name one of the person's own. Answers whether there are more than were noted. */
async function linked(scope: Scope, { object, ids }: { object: CatalogObject; ids: readonly string[] }, note: Note): Promise<boolean> {
  let more = false
  for (const { holder, column, only } of referencesTo(scope, object)) {
    const rows = await scope.state.tx.query(sql`SELECT a.id, ${titleColumn(holder, 'a')} AS title FROM ${tableOf(scope.state, holder)} a
      WHERE ${sql.all([sql`a.${sql.id(column)} = ANY(${[...ids]}::uuid[])`, ...(only ? [only] : [])])} ORDER BY a.id LIMIT ${mostOfObject + 1}::int`)
    more ||= rows.length > mostOfObject
    for (const row of rows.slice(0, mostOfObject)) note(holder, row, ['link'])
  }
  return more
}
