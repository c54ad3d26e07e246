import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { cloneDatabase } from '#kernel/testing'
import { modules } from '../modules.ts'
import { said } from './leak-roads.ts'
import { type Answer, type Ask, openProduct, type Person } from './open-product.ts'

/*
 * Two roles that reach every record and may read no text of it, its title among them: for one all texts are masked, from the other they are hidden. No answer
 * on any road holds the word that stands in every text, and none depends on it.
 */

const clone = await cloneDatabase(modules, 'zh-CN')
const product = await openProduct(clone.url, modules)
after(() => clone.drop())
const admin = await product.join({ name: 'admin', roles: ['administrator'] })

type Row = Record<string, unknown> & { id: string }
type Field = Readonly<{ name: string; kind: string; readOnly: boolean; system: boolean; options: { to?: string } }>
type Meta = Readonly<Record<string, { plural: string; title: string; fields: Record<string, Field> }>>
const made = async (url: string, body: unknown): Promise<Row> => {
  const answer = await admin.ask('POST', `/api/v1/${url}`, body)
  assert.equal(answer.statusCode, 201, `${url} ${answer.body}`)
  return answer.json()
}

/** Computed from a text: shows it to nobody who may not see the text. */
await made('meta/objects/account/fields', {
  name: 'echo',
  kind: 'formula',
  labels: { en: 'Echo', 'zh-CN': '回声', 'zh-TW': '回聲' },
  expression: 'name',
  as: 'text',
})
const objects = ['account', 'contact', 'lead', 'opportunity']
const meta = (await admin.ask('GET', '/api/v1/meta')).json().objects as Meta
const textKinds = ['text', 'longText', 'richText', 'email', 'phone', 'webAddress', 'tags', 'autoNumber']
const textsOf = (object: string) => Object.values(meta[object]!.fields).filter(({ kind }) => textKinds.includes(kind))
const url = (object: string, rest = '') => `/api/v1/${meta[object]!.plural}${rest}`
const echo = Object.keys(meta.account!.fields).find((name) => /echo/i.test(name))!

const all = { read: 'all', create: true, update: 'all', remove: 'all', export: true, import: true, share: true }
const viewerOf = async (right: 'masked' | 'hidden'): Promise<Person> => {
  const cut = (object: string) => Object.fromEntries([...textsOf(object).map(({ name }) => name), 'owner'].map((name) => [name, right]))
  await made('meta/roles', {
    key: right,
    name: right,
    grants: Object.fromEntries(objects.map((name) => [name, { ...all, fields: cut(name) }])),
  })
  return product.join({ name: `${right}-viewer`, roles: [right] })
}
const viewers = { masked: await viewerOf('masked'), hidden: await viewerOf('hidden') }

const owner = await product.join({ name: 'secretowner', roles: ['rep'] })
let count = 0
/** A record with the word in every text that may be written. */
const fill = async (object: string, more: Record<string, unknown> = {}): Promise<Row> => {
  const word = `zqsecret${String(++count).padStart(3, '0')}x`
  const as: Record<string, unknown> = {
    email: `${word}@example.com`,
    webAddress: `https://${word}.example`,
    tags: [word],
    phone: '13873916502',
  }
  const texts = textsOf(object).filter(
    ({ kind, readOnly, system, name }) => kind !== 'autoNumber' && !readOnly && (!system || name === 'externalId'),
  )
  return made(meta[object]!.plural, {
    ...Object.fromEntries(texts.map(({ kind, name }) => [name, as[kind] ?? word])),
    owner: owner.id,
    ...more,
  })
}
const parent = await fill('account')
const account = await fill('account', { parent: parent.id })
const twin = await fill('account')
const contact = await fill('contact', { account: account.id })
const lead = await fill('lead', { contact: contact.id })
const deal = await fill('opportunity', { account: account.id, contact: contact.id, lead: lead.id })
const records: [string, Row][] = [
  ['account', account],
  ['contact', contact],
  ['lead', lead],
  ['opportunity', deal],
]

const plain = (answer: Answer): string => `${answer.statusCode} ${answer.body.replace(/"requestId":"[^"]+"/, '')}`

for (const [right, viewer] of Object.entries(viewers)) {
  const ask: Ask = async (method, at, body, headers) => {
    const answer = await viewer.ask(method, at, body, headers)
    const question = `${decodeURIComponent(at)} ${JSON.stringify(body ?? null)}`
    const told = `${answer.body}\n${Buffer.from(/"next":"([^"]+)"/.exec(answer.body)?.[1] ?? '', 'base64url')}`
    const isAsked = question.includes('secret')
    // The kind of an encrypted field is no text of anybody's.
    assert.ok(
      isAsked || !told.replaceAll('"kind":"secret"', '').includes('secret'),
      `${right} ${method} ${question} → ${told.slice(0, 1500)}`,
    )
    assert.ok(!/387391|7391\D?6502/.test(told), `${right} ${question}`)
    assert.ok(answer.statusCode < 500, answer.body)
    return answer
  }
  /** Asked for what is stored and for what is not, the answer is the same. */
  const assertBlind = async (
    call: (word: string) => Parameters<Ask>,
    words: readonly [string, string] = ['zqsecret002x', 'zqnobody002x'],
  ) => {
    const [one, other] = [await ask(...call(words[0])), await ask(...call(words[1]))]
    assert.equal(plain(one).replaceAll(words[0], 'W'), plain(other).replaceAll(words[1], 'W'), JSON.stringify(call('W')))
  }

  test(`${right}: records, lists, links, history, shares, who may and why`, async () => {
    for (const [object, { id }] of records) {
      const moment = new Date(Date.now() - 1).toISOString()
      for (const query of ['', '?fields=*', '?count=exact', `?asOf=${moment}`, '?limit=1', '?limit=1&sort=-createdAt', '?explain=sql'])
        await ask('GET', url(object, query))
      for (const rest of ['', '?fields=*', `?asOf=${moment}`, '/history', '/access', '/shares']) {
        const answer = await ask('GET', url(object, `/${id}${rest}`))
        assert.equal(answer.statusCode, 200, `${object} ${rest} ${answer.body}`)
      }
      await made(`${meta[object]!.plural}/${id}/shares`, { person: viewer.id })
      for (const rest of ['/access', '/shares']) await ask('GET', url(object, `/${id}${rest}`))
      const links = Object.values(meta[object]!.fields).filter(({ options }) => objects.includes(options.to ?? ''))
      for (const { name, options } of links) {
        await ask('GET', url(object, `?fields=${name},${name}.id`))
        for (const field of textsOf(options.to!)) await ask('GET', url(object, `?fields=${name}.${field.name}`))
        await ask('GET', url(object, `?sort=${name}`))
        const groups = await ask('POST', url(object, '/aggregate'), { by: [name], measures: { n: 'count' } })
        assert.equal(groups.statusCode, 200, groups.body)
      }
    }
  })

  test(`${right}: no question is decided by a text`, async () => {
    for (const object of objects) {
      for (const { name, kind } of textsOf(object)) {
        if (kind === 'autoNumber') continue
        for (const filter of [{ [name]: { contains: 'WORD' } }, { not: { [name]: 'WORD' } }, { or: [{ [name]: 'WORD' }] }])
          await assertBlind((word) => ['GET', url(object, `?count=exact&fields=id&filter=${said(filter).replaceAll('WORD', word)}`)])
        assert.equal((await ask('GET', url(object, `?sort=-${name}`))).statusCode, 400, `${object}.${name}`)
        for (const body of [
          { by: [name], measures: { n: 'count' } },
          { measures: { n: { max: name } } },
          { measures: { n: { countDistinct: name } } },
        ])
          assert.equal((await ask('POST', url(object, '/aggregate'), body)).statusCode, 400, `${object}.${name} ${JSON.stringify(body)}`)
      }
      await assertBlind((word) => ['GET', url(object, `?count=exact&fields=id&q=${word}`)])
      await assertBlind((word) => ['PATCH', url(object, `?expect=1&filter=${said({ [meta[object]!.title]: word })}`), { tags: ['x'] }])
      await assertBlind((word) => ['DELETE', url(object, `?expect=1&filter=${said({ [meta[object]!.title]: word })}`)])
      await assertBlind((word) => [
        'POST',
        url(object, '/duplicates'),
        { values: { name: word, company: word, email: `${word}@example.com` } },
      ])
    }
    await assertBlind((word) => ['GET', url('opportunity', `?fields=id&filter=${said({ 'account.name': word })}`)])
    await assertBlind((word) => ['GET', url('opportunity', `?fields=id&filter=${said({ 'account.parent.name': word })}`)])
    await assertBlind((word) => ['GET', url('account', `?fields=id&filter=${said({ contacts: { some: { name: word } } })}`)])
    for (const part of [(word: string) => word, (word: string) => word.slice(2, 7)])
      await assertBlind((word) => ['GET', `/api/v1/search?q=${part(word)}`])
  })

  test(`${right}: what is computed from a text is hidden with it, and not described`, async () => {
    for (const at of ['/api/v1/meta', '/api/v1/openapi.json']) assert.ok(!(await ask('GET', at)).body.includes(`"${echo}"`), at)
    for (const query of [`?fields=${echo}`, `?sort=${echo}`, `?filter=${said({ [echo]: 'zqnobody' })}`])
      assert.equal((await ask('GET', url('account', query))).statusCode, 400, query)
    assert.ok(!(await ask('GET', '/api/v1/exports/accounts?format=jsonl')).body.includes(echo))
  })

  test(`${right}: files, in every form`, async () => {
    for (const object of objects)
      for (const query of ['format=csv', 'format=jsonl', 'format=csv&headers=labels', 'format=jsonl&q=zq']) {
        const answer = await ask('GET', `/api/v1/exports/${meta[object]!.plural}?${query}`)
        assert.equal(answer.statusCode, 200, answer.body)
      }
  })

  test(`${right}: removals, the bin, change sets, undo and its conflicts, merges`, async () => {
    for (const [object, { id }] of records.slice(1)) {
      const field = Object.values(meta[object]!.fields).find(({ kind, readOnly, system }) => kind === 'choice' && !readOnly && !system)!
      const write = await ask('PATCH', url(object, `/${id}`), { remark: null })
      assert.ok([400, 403].includes(write.statusCode), `${object} ${field.name} ${write.body}`)
    }
    const start = right === 'masked' ? 10 : 20
    const changed = await ask('PATCH', url('account', `/${account.id}`), { headcount: start + 5 })
    assert.equal(changed.statusCode, 200, changed.body)
    await ask('PATCH', url('account', `/${account.id}`), { headcount: start + 6, version: 1 })
    await admin.ask('PATCH', url('account', `/${account.id}`), { headcount: start + 9 })
    const set = String(changed.headers['x-change-set'])
    const preview = await ask('POST', `/api/v1/change-sets/${set}/undo`, { preview: true })
    assert.equal(preview.json().conflicts.length, 1, preview.body)
    assert.equal((await ask('POST', `/api/v1/change-sets/${set}/undo`, {})).statusCode, 409)
    for (const at of ['change-sets?limit=500', `change-sets/${set}`]) await ask('GET', `/api/v1/${at}`)
    const merge = await ask('POST', url('account', `/${account.id}/merge`), { others: [twin.id], preview: true })
    assert.ok(merge.statusCode < 500, merge.body)
    const removed = await ask('DELETE', url('opportunity', `/${deal.id}`))
    assert.equal(removed.statusCode, 204, removed.body)
    const bin = await ask('GET', '/api/v1/bin?limit=100')
    assert.ok(bin.body.includes(deal.id), bin.body)
    await ask('GET', url('opportunity', `/${deal.id}/history`))
    assert.equal((await ask('POST', url('opportunity', `/${deal.id}/restore`))).statusCode, 200)
    const held = await ask('DELETE', url('account', `/${account.id}`))
    assert.equal(held.statusCode, 409, held.body)
  })

  test(`${right}: a stored text that must be unique confirms nothing`, async () => {
    await assertBlind((word) => ['POST', url('account'), { headcount: 1, externalId: word }])
    const answer = await ask('POST', url('account'), { headcount: 1, externalId: 'zqsecret002x' })
    assert.ok([400, 403].includes(answer.statusCode), answer.body)
  })
}

test('nothing of it ended in a fault of the server', () => {
  assert.deepEqual(
    product.log.filter((line) => line.includes('"level":50')),
    [],
  )
})
