import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import ExcelJS from 'exceljs'
import { cloneDatabase } from '#kernel/testing'
import { modules } from '../modules.ts'
import { said } from './leak-roads.ts'
import { type Answer, type Ask, openProduct } from './open-product.ts'

/*
 * A representative for whom telephone numbers and addresses are masked reads everything else of everybody. No answer on any road may hold the digits in
 * the middle, and none may depend on them: each question about a number is put twice, for one that is stored and for one that is not.
 */

const clone = await cloneDatabase(modules, 'zh-CN')
const product = await openProduct(clone.url, modules)
after(() => clone.drop())
const admin = await product.join({ name: 'admin', roles: ['administrator'] })

type Row = Record<string, unknown> & { id: string }
const made = async (ask: Ask, url: string, body: unknown): Promise<Row> => {
  const answer = await ask('POST', `/api/v1/${url}`, body)
  assert.equal(answer.statusCode, 201, answer.body)
  return answer.json()
}

const phones = ['13873916502', '13982746351']
const nobody = '13655501188'
const mails = ['verborgen.eins@example.com', 'verborgen.zwei@example.com']
const catalog = (await admin.ask('GET', '/api/v1/meta')).json().objects as Record<string, { fields: Record<string, { kind: string }> }>
/** Every field of the object that holds a number or an address. */
const maskedIn = (object: string) =>
  Object.fromEntries(
    Object.entries(catalog[object]!.fields)
      .filter(([, { kind }]) => ['phone', 'email'].includes(kind))
      .map(([name]) => [name, 'masked']),
  )
const all = { read: 'all', create: true, update: 'all', remove: 'all', export: true, import: true, share: true }
await made(admin.ask, 'meta/roles', {
  key: 'desk',
  name: 'Desk',
  grants: {
    ...Object.fromEntries(['account', 'contact', 'lead', 'opportunity'].map((name) => [name, { ...all, fields: maskedIn(name) }])),
    pool: { read: 'own' },
    poolCard: { read: 'own' },
  },
})
const desk = await product.join({ name: 'desk', roles: ['desk'] })
const accounts = await Promise.all(phones.map((phone, i) => made(admin.ask, 'accounts', { name: `客户 ${i}`, phone })))
const contacts = await Promise.all(
  phones.map((mobile, i) => made(admin.ask, 'contacts', { name: `联系人 ${i}`, mobile, email: mails[i], account: accounts[i]!.id })),
)
const [contact, second] = contacts as [Row, Row]

/** What must stand in no answer: the numbers as typed, grouped and international, their middles, and the names in front of mail addresses. */
const secrets = [
  ...phones.flatMap((phone) => [phone, phone.slice(3, 7), `${phone.slice(0, 3)} ${phone.slice(3, 7)}`, phone.slice(-5)]),
  ...mails.map((mail) => mail.split('@')[0]!),
]
/** Ids and moments that we make hold any four digits now and then, and nobody's number. */
const withoutOwn = (text: string): string =>
  text.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '').replaceAll(/\d{4}-\d\d-\d\d[T ]\d\d:[\d:.]+/g, '')
const ask: Ask = async (method, url, body, headers) => {
  const answer = await desk.ask(method, url, body, headers)
  const question = `${decodeURIComponent(url)} ${typeof body === 'string' ? body : JSON.stringify(body ?? null)}`
  const told = withoutOwn(
    `${answer.body}\n${JSON.stringify(answer.headers)}\n${Buffer.from(/"next":"([^"]+)"/.exec(answer.body)?.[1] ?? '', 'base64url')}`,
  )
  const leaked = secrets.filter((secret) => told.includes(secret) && !question.includes(secret))
  assert.deepEqual(leaked, [], `${method} ${question} → ${answer.body.slice(0, 800)}`)
  assert.ok(answer.statusCode < 500, answer.body)
  return answer
}
const plain = (answer: Answer, number: string): string =>
  `${answer.statusCode} ${answer.body.replaceAll(number, 'N').replace(/"requestId":"[^"]+"/, '')}`
/** Whether a number is stored makes no difference to the answer. */
async function assertBlind(call: (number: string) => Parameters<Ask>): Promise<void> {
  const [stored, free] = [await ask(...call(phones[0]!)), await ask(...call(nobody))]
  assert.equal(plain(stored, phones[0]!), plain(free, nobody), JSON.stringify(call(nobody)))
}

test('the masked reader sees that there is a number, and its ends', async () => {
  const row = (await ask('GET', `/api/v1/contacts/${contact.id}`)).json()
  assert.match(row.mobile, /^\S{1,6}\*{4}\d{0,4}$/)
  assert.match(row.email, /\*{4}/)
})

test('reading: records, lists, links, as of a day, history, what a link leads to', async () => {
  const now = new Date(Date.now() - 1).toISOString()
  await admin.ask('PATCH', `/api/v1/contacts/${contact.id}`, { mobile: phones[1] })
  await admin.ask('PATCH', `/api/v1/contacts/${contact.id}`, { mobile: phones[0] })
  for (const plural of ['contacts', 'accounts', 'leads', 'opportunities'])
    for (const query of ['', '?fields=*', '?count=exact', `?asOf=${now}`, '?explain=sql&fields=*'])
      await ask('GET', `/api/v1/${plural}${query}`)
  await ask('GET', '/api/v1/contacts?fields=mobile,account.phone,account.name,email')
  for (const rest of ['', '?fields=*', `?asOf=${now}`, '/history', '/history?explain=sql', '/access', '/shares', '?explain=sql'])
    await ask('GET', `/api/v1/contacts/${contact.id}${rest}`)
  const entries = (await ask('GET', `/api/v1/contacts/${contact.id}/history`)).json().rows
  assert.ok(entries.some(({ changes }: { changes: { field: string }[] }) => changes.some(({ field }) => field === 'mobile')))
  for (const at of ['meta', 'openapi.json', 'session', 'stream?objects=contact'].slice(0, 3)) await ask('GET', `/api/v1/${at}`)
})

test('asking: filters, words, groups, figures and sorting decide nothing by what is masked', async () => {
  for (const operator of ['eq', 'contains', 'startsWith', 'in', 'ne', 'gt'])
    await assertBlind((number) => [
      'GET',
      `/api/v1/contacts?fields=name&count=exact&filter=${said({ mobile: { [operator]: operator === 'in' ? [number] : number } })}`,
    ])
  await assertBlind((number) => ['GET', `/api/v1/contacts?fields=name&filter=${said({ 'account.phone': number })}`])
  await assertBlind((number) => ['GET', `/api/v1/accounts?fields=name&filter=${said({ contacts: { some: { mobile: number } } })}`])
  await assertBlind((number) => [
    'POST',
    '/api/v1/contacts/aggregate',
    { measures: { n: 'count', few: { count: 'id', filter: { mobile: number } } } },
  ])
  for (const part of [(n: string) => n, (n: string) => n.slice(-4), (n: string) => n.slice(3, 9)]) {
    await assertBlind((number) => ['GET', `/api/v1/search?q=${part(number)}`])
    await assertBlind((number) => ['GET', `/api/v1/contacts?fields=name&q=${part(number)}`])
  }
  for (const q of [...mails, 'verborgen']) assert.deepEqual((await ask('GET', `/api/v1/search?q=${q}`)).json().groups, [])
  for (const body of [
    { by: ['mobile'], measures: { n: 'count' } },
    { measures: { n: { countDistinct: 'mobile' } } },
    { measures: { n: { max: 'mobile' } } },
    { measures: { n: { min: 'account.phone' } } },
  ])
    assert.equal((await ask('POST', '/api/v1/contacts/aggregate', body)).statusCode, 400, JSON.stringify(body))
  assert.equal((await ask('GET', '/api/v1/contacts?sort=mobile')).statusCode, 400)
})

test('files: what leaves the house is masked too', async () => {
  for (const format of ['csv', 'jsonl'])
    for (const query of [
      '',
      '&fields=name,mobile,email',
      '&fields=name,account.phone',
      '&headers=labels',
      `&asOf=${new Date(Date.now() - 1).toISOString()}`,
    ]) {
      const answer = await ask('GET', `/api/v1/exports/contacts?format=${format}${query}`)
      assert.ok([200, 400].includes(answer.statusCode), answer.body)
    }
  await assertBlind((number) => ['GET', `/api/v1/exports/contacts?fields=name&filter=${said({ mobile: number })}`])
})

test('a workbook holds the masks and nothing below them', async () => {
  const answer = await desk.ask('GET', '/api/v1/exports/contacts?format=xlsx&fields=name,mobile,email,account.phone')
  assert.equal(answer.statusCode, 200, answer.body)
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(Uint8Array.from(answer.rawPayload).buffer)
  const rows = book.worksheets.flatMap((sheet) => sheet.getSheetValues() as unknown[])
  const text = JSON.stringify(rows)
  assert.ok(rows.length > phones.length && text.includes('联系人') && text.split('****').length > phones.length, text)
  for (const secret of secrets) assert.ok(!text.includes(secret), `${secret} in ${text}`)
})

test('writing: a stale answer, a merge, a removal and its bin, an undo and its preview tell nothing', async () => {
  const before = (await ask('GET', `/api/v1/contacts/${contact.id}`)).json()
  await admin.ask('PATCH', `/api/v1/contacts/${contact.id}`, { mobile: nobody })
  const back = await admin.ask('PATCH', `/api/v1/contacts/${contact.id}`, { mobile: phones[0] })
  assert.equal(back.statusCode, 200)
  const stale = await ask('PATCH', `/api/v1/contacts/${contact.id}`, { name: '联系人 x', version: before.version })
  assert.equal(stale.statusCode, 409, stale.body)
  for (const body of [{ mobile: nobody }, { mobile: null }, { email: 'x@example.com' }, { mobile: before.mobile }])
    assert.equal((await ask('PATCH', `/api/v1/contacts/${contact.id}`, body)).statusCode, 403, JSON.stringify(body))
  await ask('POST', `/api/v1/contacts/${contact.id}/merge`, { others: [second.id], preview: true })
  await assertBlind((number) => ['POST', '/api/v1/contacts/duplicates', { values: { name: '没有人', mobile: number } }])
  const removed = await ask('DELETE', `/api/v1/contacts/${second.id}`)
  assert.equal(removed.statusCode, 204, removed.body)
  const set = String(removed.headers['x-change-set'])
  for (const url of ['bin', 'change-sets?limit=500', `change-sets/${set}`]) await ask('GET', `/api/v1/${url}`)
  await ask('POST', `/api/v1/change-sets/${set}/undo`, { preview: true })
  assert.equal((await ask('POST', `/api/v1/change-sets/${set}/undo`, {})).statusCode, 200)
  const whole = (await admin.ask('GET', `/api/v1/contacts/${second.id}`)).json()
  assert.ok(String(whole.mobile).replace(/\D/g, '').endsWith(phones[1]!), 'what was not seen came back whole')
})

test('what verbs answer is masked as well, and so is what a pool that hides names opens', async () => {
  const pool = await made(admin.ask, 'pools', { name: '隐名公海', kind: 'account', hidesNames: true })
  await made(admin.ask, `pools/${pool.id}/shares`, { role: 'desk' })
  const hidden = await made(admin.ask, 'accounts', { name: '公海客户', phone: phones[0], owner: null, pool: pool.id })
  await made(admin.ask, 'contacts', { name: '公海联系人', mobile: phones[1], email: mails[0], account: hidden.id })
  const card = (await ask('GET', '/api/v1/pool-cards')).json().rows[0] as Row
  const opened = (await ask('POST', `/api/v1/pool-cards/${card.id}/open-card`, {})).json()
  assert.match(opened.phone, /\*{4}/)
  assert.match(opened.people, /公海联系人 \S*\*{4}/)
  const lead = await made(admin.ask, 'leads', { name: '线索', mobile: phones[0], email: mails[1] })
  const records: Readonly<Record<string, string>> = { account: accounts[0]!.id, contact: contact.id, lead: lead.id }
  const verbs = modules.flatMap(({ actions }) => actions).filter(({ on }) => on && on.name in records)
  for (const { name, on } of verbs) await ask('POST', `/api/v1/actions/${name}`, { [on!.name]: records[on!.name] })
  assert.ok(verbs.length > 20, String(verbs.length))
})

test('the log of the server holds no number either', () => {
  for (const secret of [...phones, ...mails]) assert.ok(!product.log.join('\n').includes(secret), secret)
})
