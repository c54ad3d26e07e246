import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { type Company, type Known, type MetaObject, mayRead, type Viewer } from './leak-company.ts'
import type { Answer, Ask, Method } from './open-product.ts'

export type Call = readonly [method: Method, url: string, body?: unknown]

export const said = (value: unknown): string => encodeURIComponent(JSON.stringify(value))
export const hiddenFrom = (company: Company, viewer: Viewer, object?: string): Known[] =>
  company.known.filter((record) => (object === undefined || record.object === object) && !mayRead(company, viewer, record))
export const shownTo = (company: Company, viewer: Viewer, object?: string): Known[] =>
  company.known.filter((record) => (object === undefined || record.object === object) && mayRead(company, viewer, record))
export const seesCosts = ({ role }: Viewer): boolean => ['manager', 'finance', 'administrator'].includes(role)

/** Asks as the viewer and looks through every answer for what is hidden from him, less what the question itself holds. */
export function spyingAs(company: Company, viewer: Viewer): Ask {
  const hidden = hiddenFrom(company, viewer)
  const secrets = [...hidden.flatMap(({ id, word }) => [id, word]), ...(seesCosts(viewer) ? [] : company.costs)]
  return async (method, url, body, headers) => {
    const answer = await viewer.ask(method, url, body, headers)
    assertSilent(secrets, answer, `${decodeURIComponent(url)} ${JSON.stringify(body ?? null)}`, `${viewer.name} ${method}`)
    return answer
  }
}

function assertSilent(secrets: readonly string[], answer: Answer, question: string, who: string): void {
  const told = `${answer.body}\n${JSON.stringify(answer.headers)}\n${cursorIn(answer)}`
  const leaked = secrets.filter((secret) => told.includes(secret) && !question.toLowerCase().includes(secret))
  assert.deepEqual(leaked, [], `${who} ${question} → ${answer.statusCode} ${answer.body.slice(0, 600)}`)
  assert.ok(answer.statusCode < 500, `${who} ${question} → ${answer.body}`)
}

/** What a cursor says to somebody who opens it. */
function cursorIn(answer: Answer): string {
  const cursor = /"next":"([^"]+)"/.exec(answer.body)?.[1]
  return cursor ? Buffer.from(cursor, 'base64url').toString('utf8') : ''
}

/** The answer without what must differ: the id asked for and the number of the request. */
const plain = (answer: Answer, id: string): string =>
  `${answer.statusCode} ${answer.body.replaceAll(id, 'ID').replace(/"requestId":"[^"]+"/, '')} ${answer.headers['x-change-set'] ?? ''}`

/**
 * A record out of reach and one that was never there are answered alike. `strangers` keeps what was answered for the latter, for other records of the
 * same object: by question, as the id is all that differs.
 */
export async function assertAlike(
  ask: Ask,
  id: string,
  call: (id: string) => Call,
  { who = '', strangers }: Readonly<{ who?: string; strangers?: Map<string, string> }> = {},
): Promise<void> {
  const one = plain(await ask(...call(id)), id)
  const question = JSON.stringify(call('ID'))
  const stranger = randomUUID()
  const other = strangers?.get(question) ?? plain(await ask(...call(stranger)), stranger)
  strangers?.set(question, other)
  assert.equal(one, other, `${who} ${JSON.stringify(call(id))}`)
}

/** Kinds whose values tell one record from another. */
const telling = new Set([
  'id',
  'text',
  'longText',
  'richText',
  'email',
  'phone',
  'webAddress',
  'tags',
  'money',
  'autoNumber',
  'person',
  'rollUp',
])

/** Paths of up to two links from an object, `from` the object the last link belongs to, with the telling fields they end in, as the whole catalog has them. */
export function linkPaths(meta: Company['meta'], object: MetaObject): { path: string; from: string; target: string; fields: string[] }[] {
  const links = (of: MetaObject) =>
    Object.values(of.fields).filter(
      (field) => field.options.to !== undefined && meta[field.options.to] && !['createdBy', 'updatedBy'].includes(field.name),
    )
  const ends = (path: string, from: string, target: string) => ({
    path,
    from,
    target,
    fields: Object.values(meta[target]!.fields)
      .filter(({ kind }) => telling.has(kind))
      .map(({ name }) => name),
  })
  return links(object).flatMap((first) => {
    const target = first.options.to!
    const far = links(meta[target]!).map((second) => ends(`${first.name}.${second.name}`, target, second.options.to!))
    return [ends(first.name, object.name, target), ...far]
  })
}
