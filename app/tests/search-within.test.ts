import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openThreePeople } from './three-people.ts'

/* Everything that is known of one customer, asked for in one place: words are sought in all that hangs on it, and in nothing else. */

const { product, rep, other, boss, post } = await openThreePeople()
type Group = { object: string; hits: { title: string }[] }
const search = async (q: string, within: string, who = rep) =>
  ((await who.ask('GET', `/api/v1/search?q=${encodeURIComponent(q)}&within=${within}`)).json().groups as Group[])
    .flatMap(({ object, hits }) => hits.map(({ title }) => `${object} ${title}`))
    .sort()

const mine = (await post('accounts', { name: '华瑞物流' }, rep)).id
const second = (await post('accounts', { name: '明德实业' }, rep)).id
const contact = (await post('contacts', { name: '赵水泵', account: mine }, rep)).id
await post('contacts', { name: '钱水泵', account: second }, rep)
const deal = (await post('opportunities', { name: '水泵一期', account: mine }, rep)).id
await post('opportunities', { name: '水泵二期', account: second }, rep)
const said = (await post('follow-ups', { content: '想换水泵', account: mine }, rep)).id
await post('comments', { content: '水泵先报价', followUp: said }, rep)
await post('tasks', { subject: '送水泵样册', opportunity: deal, owner: rep.id }, rep)

test('what hangs on the record by its own link, or by what it follows, is found; what hangs on another is not', async () => {
  const found = await search('水泵', `accounts/${mine}`)
  for (const one of ['contact 赵水泵', 'opportunity 水泵一期', 'task 送水泵样册'])
    assert.ok(found.includes(one), `${one} in ${found.join()}`)
  assert.ok(
    found.some((one) => one.startsWith('followUp ')),
    found.join(),
  )
  assert.ok(
    found.some((one) => one.startsWith('comment ')),
    found.join(),
  )
  assert.ok(!found.some((one) => one.includes('二期') || one.includes('钱')), found.join())
  assert.deepEqual(await search('水泵', `opportunities/${deal}`), ['task 送水泵样册'])
  assert.deepEqual(await search('zhao', `accounts/${mine}`), ['contact 赵水泵'])
  assert.deepEqual(await search('水泵', `contacts/${contact}`), [])
})

test('nothing is found for whoever does not read it, and an address that is none is refused in words', async () => {
  assert.deepEqual(await search('水泵', `accounts/${mine}`, other), [])
  for (const [within, code] of [
    ['accounts/x', 'kernel.bad-value'],
    ['accounts', 'kernel.bad-value'],
    ['nothing/x', 'kernel.unknown-object'],
  ] as const) {
    const answer = await rep.ask('GET', `/api/v1/search?q=x&within=${within}`)
    assert.equal(answer.json().code, code)
  }
})

test('a search that no object can answer by a link is empty, and says its SQL', async () => {
  const [pipeline] = (await boss.ask('GET', '/api/v1/exchange-rates?limit=1')).json().rows as { id: string }[]
  const id = pipeline?.id ?? mine
  assert.deepEqual(await search('水泵', `exchange-rates/${id}`), [])
  const explained = await rep.ask('GET', `/api/v1/search?q=x&within=accounts/${mine}&explain=sql`)
  assert.equal(explained.statusCode, 200, explained.body)
  assert.ok(product.log.every((line) => !line.includes('"level":50')))
})
