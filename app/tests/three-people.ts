import assert from 'node:assert/strict'
import { after } from 'node:test'
import { cloneDatabase } from '#kernel/testing'
import { modules } from '../modules.ts'
import { openProduct } from './open-product.ts'

export type Row = Record<string, unknown> & { id: string }
/** Id of a linked record as answered, null for none. */
export const linked = (value: unknown): string | null => (value as Row | null)?.id ?? null

/** The product with an administrator and two representatives, and short ways to write and to list as one of them; the administrator unless said otherwise. */
export async function openThreePeople() {
  const clone = await cloneDatabase(modules, 'zh-CN')
  const product = await openProduct(clone.url, modules)
  after(() => clone.drop())
  const boss = await product.join({ name: 'boss', roles: ['administrator'] })
  const rep = await product.join({ name: 'rep', roles: ['rep'] })
  const other = await product.join({ name: 'other', roles: ['rep'] })
  const post = async (url: string, body: unknown, who = boss): Promise<Row> => {
    const answer = await who.ask('POST', `/api/v1/${url}`, body)
    assert.ok(answer.statusCode < 300, `${url}: ${answer.body}`)
    return answer.json()
  }
  const rows = async (plural: string, filter: object, who = boss): Promise<Row[]> =>
    (await who.ask('GET', `/api/v1/${plural}?fields=*&filter=${encodeURIComponent(JSON.stringify(filter))}`)).json().rows
  return { product, boss, rep, other, post, rows }
}
