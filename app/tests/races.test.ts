import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { cloneDatabase } from '#kernel/testing'
import { modules } from '../modules.ts'
import { type Answer, browserAsker, openProduct } from './open-product.ts'

/*
 * Two processes do the same at the same moment, on everything that looks before it writes. Whatever comes first holds; the other one hears of it. Each race is
 * run several times, as one that goes well once may have been no race.
 */

const clone = await cloneDatabase(modules, 'en')
const [one, two] = [await openProduct(clone.url, modules), await openProduct(clone.url, modules)]
after(() => clone.drop())
const admin = await one.join({ name: 'admin', roles: ['administrator'] })
const there = two.as(admin)
const asks = [admin.ask, there.ask, admin.ask, there.ask]
const rounds = [1, 2, 3, 4, 5]

type Row = Record<string, unknown> & { id: string }
const make = async (plural: string, row: unknown): Promise<Row> => {
  const answer = await admin.ask('POST', `/api/v1/${plural}`, row)
  assert.equal(answer.statusCode, 201, answer.body)
  return answer.json()
}
const read = (url: string) => admin.ask('GET', `/api/v1/${url}`)
const countOf = async (plural: string, filter: unknown): Promise<number> =>
  (await read(`${plural}?limit=1&count=exact&filter=${encodeURIComponent(JSON.stringify(filter))}`)).json().count.value
/** All at once; none may end in a fault of the server. */
async function race(calls: readonly Promise<Answer>[]): Promise<Answer[]> {
  const answers = await Promise.all(calls)
  for (const answer of answers) assert.ok(answer.statusCode < 500, `${answer.statusCode} ${answer.body}`)
  return answers
}
const good = (answers: readonly Answer[]): Answer[] => answers.filter(({ statusCode }) => statusCode < 300)

test('a lead is converted once', async () => {
  for (const round of rounds) {
    const lead = await make('leads', { name: `Lead ${round}`, company: `Company ${round}`, im: `lead-${round}` })
    const answers = await race(asks.map((ask) => ask('POST', `/api/v1/leads/${lead.id}/convert`, {})))
    assert.equal(good(answers).length, 1, answers.map(({ body }) => body).join('\n'))
    assert.deepEqual([await countOf('accounts', { name: `Company ${round}` }), await countOf('opportunities', { lead: lead.id })], [1, 1])
  }
})

test('a value that may stand once stands once', async () => {
  for (const round of rounds) {
    const answers = await race(asks.map((ask, i) => ask('POST', '/api/v1/products', { name: `P${i}`, code: `RACE-${round}` })))
    assert.equal(good(answers).length, 1, answers.map(({ statusCode }) => statusCode).join())
    assert.equal(await countOf('products', { code: `RACE-${round}` }), 1)
  }
})

test('a deal is won or lost, not both', async () => {
  const account = await make('accounts', { name: 'Buyer' })
  for (const round of rounds) {
    const deal = await make('opportunities', { name: `Deal ${round}`, amount: 100, source: 'referral', account: account.id })
    const answers = await race([
      admin.ask('POST', `/api/v1/opportunities/${deal.id}/win`, {}),
      there.ask('POST', `/api/v1/opportunities/${deal.id}/lose`, { kind: 'price', lostToNobody: true }),
      admin.ask('POST', `/api/v1/opportunities/${deal.id}/win`, {}),
    ])
    const ended = (await read(`opportunities/${deal.id}`)).json()
    const endings = (await read(`opportunities/${deal.id}/history`))
      .json()
      .rows.filter(({ changes }: { changes: { field: string }[] }) => changes.some(({ field }) => field === 'stage'))
    assert.equal(good(answers).length, 1, answers.map(({ body }) => body).join('\n'))
    assert.equal(endings.length, 1, JSON.stringify(endings))
    assert.ok(['won', 'lost'].includes(ended.stage), ended.stage)
  }
})

test('a change set is taken back once', async () => {
  for (const round of rounds) {
    const account = await make('accounts', { name: `Before ${round}` })
    const changed = await admin.ask('PATCH', `/api/v1/accounts/${account.id}`, { name: `After ${round}` })
    const set = String(changed.headers['x-change-set'])
    const answers = await race(asks.map((ask) => ask('POST', `/api/v1/change-sets/${set}/undo`, {})))
    assert.equal(good(answers).length, 1, answers.map(({ body }) => body).join('\n'))
    assert.equal((await read(`accounts/${account.id}`)).json().name, `Before ${round}`)
  }
})

test('a removed record comes back once, and goes once', async () => {
  for (const round of rounds) {
    const account = await make('accounts', { name: `Gone ${round}` })
    const gone = await race(asks.map((ask) => ask('DELETE', `/api/v1/accounts/${account.id}`)))
    assert.equal(good(gone).length, 1, gone.map(({ statusCode }) => statusCode).join())
    const back = await race(asks.map((ask) => ask('POST', `/api/v1/accounts/${account.id}/restore`)))
    assert.equal(good(back).length, 1, back.map(({ body }) => body).join('\n'))
    assert.equal((await read(`accounts/${account.id}/history`)).json().rows.length, 3)
  }
})

test('nothing hangs on a record that is being removed', async () => {
  for (const round of rounds) {
    const account = await make('accounts', { name: `Parent ${round}` })
    const [removal, ...kids] = await race([
      admin.ask('DELETE', `/api/v1/accounts/${account.id}`),
      there.ask('POST', '/api/v1/contacts', { name: `Child ${round}`, account: account.id }),
      there.ask('POST', '/api/v1/opportunities', { name: `Deal of ${round}`, account: account.id }),
    ])
    const isGone = (await read(`accounts/${account.id}`)).statusCode === 404
    assert.equal(isGone, removal!.statusCode === 204)
    const hanging = await Promise.all(['contacts', 'opportunities'].map((plural) => countOf(plural, { account: account.id })))
    if (isGone) assert.deepEqual(hanging, [0, 0], kids.map(({ body }) => body).join('\n'))
    for (const kid of good(kids)) {
      const { account: parent } = kid.json() as { account: { id: string } | null }
      assert.ok(!isGone || parent === null || parent.id !== account.id)
    }
  }
})

test('no tree closes to a circle', async () => {
  for (const [plural, field] of [
    ['accounts', 'parent'],
    ['departments', 'parent'],
  ] as const)
    for (const round of rounds) {
      const [a, b, c] = await Promise.all(['a', 'b', 'c'].map((name) => make(plural, { name: `${plural} ${name}${round}` })))
      const answers = await race([
        admin.ask('PATCH', `/api/v1/${plural}/${a!.id}`, { [field]: b!.id }),
        there.ask('PATCH', `/api/v1/${plural}/${b!.id}`, { [field]: c!.id }),
        there.ask('PATCH', `/api/v1/${plural}/${c!.id}`, { [field]: a!.id }),
      ])
      assert.ok(good(answers).length <= 2, `${plural} ${round}: ${answers.map(({ statusCode }) => statusCode)}`)
    }
})

test('an invitation is accepted once', async () => {
  const guests = [browserAsker(one.app, ''), browserAsker(two.app, '')]
  for (const round of rounds) {
    const email = `guest${round}@example.com`
    await make('invitations', { name: `Guest ${round}`, email, roles: ['rep'] })
    const token = new URL(one.letters.findLast((letter) => letter.email === email)!.link).searchParams.get('token')
    const answers = await race(
      guests.flatMap((ask, i) => [
        ask('POST', '/api/v1/invitation/accept', { token, password: `a long enough password ${i}` }),
        ask('POST', '/api/v1/invitation/accept', { token, password: `another long password ${i}` }),
      ]),
    )
    assert.equal(good(answers).length, 1, answers.map(({ statusCode, body }) => `${statusCode} ${body}`).join('\n'))
  }
})

test('a stage goes only while no deal stands in it', async () => {
  const [pipeline] = (await read('pipelines?limit=1')).json().rows as Row[]
  for (const round of rounds) {
    const stage = await make('pipeline-stages', {
      name: `Stage ${round}`,
      key: `race${round}`,
      pipeline: pipeline!.id,
      kind: 'open',
      probability: 10,
      position: 50 + round,
    })
    const [removal, move] = await race([
      admin.ask('DELETE', `/api/v1/pipeline-stages/${stage.id}`),
      there.ask('POST', '/api/v1/opportunities', { name: `In it ${round}`, stage: `race${round}`, source: 'referral' }),
    ])
    const left = (await read(`pipeline-stages/${stage.id}`)).statusCode === 200
    const standing = await countOf('opportunities', { name: `In it ${round}` })
    assert.ok(left || standing === 0, `stage removed (${removal!.statusCode}) under a deal (${move!.statusCode})`)
  }
})
