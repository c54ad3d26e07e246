import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openThreePeople, type Row } from './three-people.ts'

/* A tool for forecasts and plans outside of the product: it takes what it needs with a key that can do nothing else, keeps up with changes, and gives plans back. */

const { product, boss, rep, post } = await openThreePeople()
const { accounts } = product.installation
const keyOf = async (limits: object) => {
  const key = await accounts.createKey({ workspace: 'test', email: 'boss@example.com', name: 'planning', limits } as never)
  return product.as({ ...boss, key }).ask
}
const reads = await keyOf({
  verbs: ['read', 'export'],
  objects: ['opportunity', 'account', 'product', 'forecastSnapshot', 'dealStay', 'salesTarget'],
})
const linesOf = (body: string) =>
  body
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row)
const feed = async (since?: string) => {
  const filter = since ? `&filter=${encodeURIComponent(JSON.stringify({ updatedAt: { gte: since } }))}` : ''
  const fields = 'id,name,stage,outcome,probability,amount,expectedOn,closedOn,owner,account,product,updatedAt'
  const answer = await reads('GET', `/api/v1/exports/opportunities?format=jsonl&fields=${fields}${filter}`)
  assert.equal(answer.statusCode, 200, answer.body)
  return linesOf(answer.body)
}

const customer = (await post('accounts', { name: '华瑞物流' }, rep)).id
const deals: string[] = []
for (let i = 0; i < 5; i += 1)
  deals.push(
    (await post('opportunities', { name: `项目 ${i}`, account: customer, amount: 10_000 * (i + 1), expectedOn: '2031-03-31' }, rep)).id,
  )

test('all deals come as a file of lines, with ids of what they name; later only what has changed, and what was removed', async () => {
  const whole = await feed()
  assert.equal(whole.length, 5)
  assert.equal((whole[0]!.account as Row).id, customer)
  const mark = String(
    whole
      .map(({ updatedAt }) => String(updatedAt))
      .sort()
      .at(-1),
  )
  await rep.ask('PATCH', `/api/v1/opportunities/${deals[0]}`, { amount: 99_000 })
  await rep.ask('DELETE', `/api/v1/opportunities/${deals[1]}`)
  const changed = (await feed(mark)).filter(({ updatedAt }) => updatedAt !== mark)
  assert.deepEqual(
    changed.map(({ id, amount }) => [id, (amount as { amount: number }).amount]),
    [[deals[0], 99_000]],
  )
  const bin = (await boss.ask('GET', '/api/v1/bin?object=opportunities')).json().rows as { record: { id: string } }[]
  assert.ok(JSON.stringify(bin).includes(deals[1]!))
  for (const plural of ['deal-stays', 'forecast-snapshots', 'sales-targets'])
    assert.equal((await reads('GET', `/api/v1/exports/${plural}?format=jsonl`)).statusCode, 200, plural)
})

test('the key of the tool writes nothing and reads nothing else', async () => {
  assert.equal((await reads('PATCH', `/api/v1/opportunities/${deals[0]}`, { amount: 1 })).statusCode, 403)
  assert.ok((await reads('GET', '/api/v1/contracts')).statusCode >= 400)
  assert.ok((await reads('GET', '/api/v1/exports/expenses?format=jsonl')).statusCode >= 400)
})

test('plans come back as targets under the tool’s own numbers, and a second time they change and are not doubled', async () => {
  const writes = await keyOf({ verbs: ['read', 'create', 'update'], objects: ['salesTarget'] })
  const plan = (month: string, amount: number) => ({
    externalId: `plan-${month}`,
    whom: 'company',
    measure: 'won',
    month: `${month}-01`,
    amount,
  })
  const made = await writes('POST', '/api/v1/sales-targets', [plan('2031-01', 500_000), plan('2031-02', 600_000)])
  assert.equal(made.statusCode, 201, made.body)
  const byNumber = encodeURIComponent(JSON.stringify({ externalId: 'plan-2031-01' }))
  assert.equal((await writes('PATCH', `/api/v1/sales-targets?expect=1&filter=${byNumber}`, { amount: 550_000 })).statusCode, 200)
  const { rows } = (await boss.ask('GET', '/api/v1/sales-targets?sort=month')).json() as {
    rows: { externalId: string; amount: { amount: number } }[]
  }
  assert.deepEqual(
    rows.map(({ externalId, amount }) => [externalId, Number(amount.amount)]),
    [
      ['plan-2031-01', 550_000],
      ['plan-2031-02', 600_000],
    ],
  )
})
