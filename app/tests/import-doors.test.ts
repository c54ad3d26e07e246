import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import ExcelJS from 'exceljs'
import { member, system } from '#kernel'
import { cloneDatabase } from '#kernel/testing'
import { readConfig } from '../config.ts'
import { modules } from '../modules.ts'
import { startServer } from '../server.ts'

const clone = await cloneDatabase(modules, 'zh-CN')
const dataDir = await mkdtemp(join(tmpdir(), 'zhike-import-doors-'))
const server = await startServer(
  readConfig({ PORT: '0', ZHIKE_LOG: 'silent', ZHIKE_WEB: 'off', ZHIKE_DATA: dataDir, DATABASE_URL: clone.url }),
  { onEnd: assert.fail },
)
after(async () => {
  await server.close()
  await clone.drop()
  await rm(dataDir, { recursive: true, force: true })
})
const { engine, accounts } = server.installation
const workspace = await engine.workspace('test')

async function addPerson(name: string, roles: readonly string[]): Promise<string> {
  const email = `${name}@example.com`
  await engine.work({ workspace, actor: system('test') }, { via: 'api' }, (work) =>
    work.create(member, [{ name, email, roles: roles as never }]),
  )
  return accounts.createKey({ workspace: 'test', email })
}
const admin = await addPerson('夏', ['administrator'])
const rep = await addPerson('rep', ['rep'])
const reader = await addPerson('reader', ['readonly'])

type Problem = { code: string; line: number }
// biome-ignore lint/suspicious/noExplicitAny: answers of all shapes
type Answer = { status: number; headers: Headers; text: string; body: any }
async function ask(
  method: string,
  path: string,
  o: { key?: string; json?: unknown; form?: FormData; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const { key = admin, json, form, headers = {} } = o
  const answer = await fetch(`${server.address}/api/v1/${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, ...(json === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    ...(form ? { body: form } : {}),
  })
  const text = await answer.text()
  const isJson = answer.headers.get('content-type')?.includes('json')
  return { status: answer.status, headers: answer.headers, text, body: isJson ? JSON.parse(text) : undefined }
}
const formOf = (fields: Record<string, string>, content?: string | Buffer, name = 'file.csv') => {
  const form = new FormData()
  for (const [field, value] of Object.entries(fields)) form.set(field, value)
  if (content !== undefined) form.set('file', new Blob([typeof content === 'string' ? content : new Uint8Array(content)]), name)
  return form
}
async function finished(id: string, key = admin): Promise<Answer['body']> {
  for (const end = Date.now() + 30_000; ; await pause(30)) {
    const { body } = await ask('GET', `imports/${id}`, { key })
    if (!['queued', 'running'].includes(body.state)) return body
    assert.ok(Date.now() < end, 'the import did not end in time')
  }
}
const examples = fileURLToPath(new URL('../../examples/crm-sales/', import.meta.url))
const example = (name: string) => readFile(`${examples}${name}`)

test('one call brings a file in; its answer tells how it went', async () => {
  const accounts = await ask('POST', 'imports', {
    form: formOf(
      { object: 'account', map: (await example('accounts.map.json')).toString() },
      await example('accounts.csv'),
      'accounts.csv',
    ),
  })
  assert.equal(accounts.status, 202)
  assert.match(accounts.body.state, /queued|running|done/)
  const done = await finished(accounts.body.id)
  assert.deepEqual([done.state, done.counts], ['done', { rows: 85, created: 85, updated: 0, unchanged: 0, skipped: 0, failed: 0 }])
  assert.deepEqual(
    [done.progress, done.file.name, done.may],
    [{ done: 85, total: 85, share: 1 }, 'accounts.csv', { stop: false, resume: false, undo: true }],
  )
  const sets = await ask('GET', `change-sets/${done.changeSet}`)
  assert.deepEqual(
    [sets.body.via, sets.body.cause, sets.body.actor.name, sets.body.counts],
    ['import', 'accounts.csv', '夏', { account: { create: 85 } }],
  )
  const products = await ask('POST', 'imports', {
    form: formOf({ object: 'products', map: (await example('products.map.json')).toString() }, await example('products.csv')),
  })
  assert.equal((await finished(products.body.id)).counts.created, 7)
})

test('the wizard: file, offer, trial run with its problems, mended map, import, undo', async () => {
  const offered = await ask('POST', 'imports/files', {
    form: formOf({ object: 'opportunity' }, await example('sales_pipeline.csv'), '销售/sales_pipeline.csv'),
  })
  assert.equal(offered.status, 201)
  assert.deepEqual([offered.body.name, offered.body.info.encoding, offered.body.info.separator], ['sales_pipeline.csv', 'utf-8', ','])
  // biome-ignore lint/suspicious/noExplicitAny: as answered
  const columns = Object.fromEntries(offered.body.columns.map((column: any) => [column.name, column]))
  assert.deepEqual(
    Object.values(columns).map((column) => column.guess.field),
    ['externalId', 'owner', 'product', 'account', 'stage', 'foundOn', 'closedOn', 'amount'],
  )
  assert.deepEqual(
    [columns.engage_date.days, columns.deal_stage.samples],
    [{ format: 'M/D/YYYY', ambiguous: false, candidates: ['M/D/YYYY'] }, ['Won', 'Engaging', 'Lost']],
  )
  const map = JSON.parse((await example('sales-pipeline.map.json')).toString())
  const unmended = { ...map, columns: { ...map.columns, product: 'product' } }
  const trial = await ask('POST', 'imports', {
    json: { file: offered.body.file, object: 'opportunity', map: unmended, match: ['externalId'], dryRun: true },
  })
  const dry = await finished(trial.body.id)
  assert.deepEqual([dry.dryRun, dry.changeSet, dry.counts.created, dry.counts.failed], [true, null, 7320, 1480])
  assert.deepEqual([dry.problems[0].text, dry.problems[0].suggestion], ['没有名为“GTXPro”的产品。', { value: 'GTX Pro', score: 0.93 }])
  assert.deepEqual(dry.notes, [
    { code: 'blank', field: 'account', column: 'account', count: 1425 },
    { code: 'made', object: 'member', count: 30 },
  ])
  assert.equal(dry.fields.product.values, 6)
  const real = await finished(
    (await ask('POST', 'imports', { json: { file: offered.body.file, object: 'opportunity', map, match: ['externalId'] } })).body.id,
  )
  assert.deepEqual([real.state, real.counts.created, real.problems], ['done', 8800, []])
  const undone = await ask('POST', `imports/${real.id}/undo`, { json: {} })
  assert.equal(undone.status, 200)
  const after = await ask('GET', `imports/${real.id}`)
  assert.deepEqual([after.body.undoneBy, after.body.may], [undone.body.changeSet, { stop: false, resume: false, undo: false }])
  assert.equal((await ask('GET', 'opportunities?count=exact&limit=1')).body.count.value, 0)
  assert.deepEqual(
    (await ask('GET', 'imports?object=opportunity')).body.rows.map((row: { id: string }) => row.id),
    [real.id, dry.id],
  )
})

test('failing rows come back as a file with reasons, which is sent again when mended', async () => {
  const csv = '名称,客户,备注\r\n甲,没有的客户,"有,逗号"\r\n乙,,\r\n,,\r\n"丙 ""引号""",没有的客户,=1+1\r\n'
  const first = await finished((await ask('POST', 'imports', { form: formOf({ object: 'contact' }, csv) })).body.id)
  assert.deepEqual([first.counts.created, first.counts.failed], [1, 2])
  const file = await ask('GET', `imports/${first.id}/failed.csv`)
  const reason = '没有名为“没有的客户”的客户。'
  assert.match(file.headers.get('content-type')!, /^text\/csv/)
  const bytes = new Uint8Array(
    await (
      await fetch(`${server.address}/api/v1/imports/${first.id}/failed.csv`, { headers: { authorization: `Bearer ${admin}` } })
    ).arrayBuffer(),
  )
  assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf])
  assert.equal(
    file.text.replace('\ufeff', ''),
    `名称,客户,备注,未导入的原因\r\n甲,没有的客户,"有,逗号",${reason}\r\n"丙 ""引号""",没有的客户,=1+1,${reason}\r\n`,
  )
  const english = await ask('GET', `imports/${first.id}/failed.csv`, { headers: { 'accept-language': 'en' } })
  assert.match(english.text, /Why it failed|未导入的原因/)
  const again = await finished(
    (await ask('POST', 'imports', { form: formOf({ object: 'contact' }, file.text.replaceAll('没有的客户', 'Cancity')) })).body.id,
  )
  assert.deepEqual([again.counts.created, again.counts.failed], [2, 0])
  assert.deepEqual(Object.keys(again.map.columns), ['名称', '客户', '备注'])
})

test('what cannot be is refused before the first row, in words', async () => {
  const days = await ask('POST', 'imports', {
    form: formOf({ object: 'opportunity', map: '{"columns":{"n":"name","d":"foundOn"}}' }, 'n,d\na,1/2/2026\n'),
  })
  assert.deepEqual([days.status, days.body.code, days.body.columns[0].candidates], [422, 'kernel.bad-import', ['M/D/YYYY', 'D/M/YYYY']])
  assert.match(days.body.detail, /列“d”的日期/)
  const cases: [number, string, Promise<Answer>][] = [
    [415, 'kernel.wrong-content-type', ask('POST', 'imports/files', { json: {} })],
    [415, 'kernel.wrong-content-type', ask('POST', 'accounts', { form: formOf({ name: 'x' }) })],
    [422, 'kernel.bad-import', ask('POST', 'imports', { form: formOf({ object: 'account' }, '%PDF-1.7 no table') })],
    [
      422,
      'kernel.bad-import',
      ask('POST', 'imports', { form: formOf({ object: 'account', map: '{"columns":{"a":"nothing"}}' }, 'a\nb\n') }),
    ],
    [422, 'kernel.bad-import', ask('POST', 'imports', { form: formOf({ object: 'account', map: '[]' }, 'a\nb\n') })],
    [422, 'kernel.bad-import', ask('POST', 'imports', { form: formOf({ object: 'account' }, 'name,x\n"open,1\n') })],
    [422, 'kernel.bad-import', ask('POST', 'imports', { form: formOf({ object: 'account' }, '') })],
    [400, 'kernel.bad-request', ask('POST', 'imports', { form: formOf({ object: 'account', map: '{' }, 'a\nb\n') })],
    [400, 'kernel.unknown-field', ask('POST', 'imports', { form: formOf({ object: 'account', other: '1' }, 'a\nb\n') })],
    [422, 'kernel.required', ask('POST', 'imports', { form: formOf({ object: 'account' }) })],
    [404, 'kernel.unknown-object', ask('POST', 'imports', { form: formOf({ object: '__proto__' }, 'a\nb\n') })],
    [404, 'kernel.not-found', ask('POST', 'imports', { json: { object: 'account', file: "'; DROP TABLE x" } })],
    [403, 'kernel.forbidden', ask('POST', 'imports', { key: rep, form: formOf({ object: 'product' }, 'name\nb\n') })],
    [403, 'kernel.forbidden', ask('POST', 'imports/files', { key: reader, form: formOf({ object: 'account' }, 'name\nb\n') })],
    [404, 'kernel.not-found', ask('GET', 'imports/018f0000-0000-7000-8000-000000000000')],
  ]
  for (const [status, code, answer] of cases)
    assert.deepEqual([(await answer).status, ((await answer).body as Problem).code], [status, code], JSON.stringify((await answer).body))
  const broken = await fetch(`${server.address}/api/v1/imports`, {
    method: 'POST',
    headers: { authorization: `Bearer ${admin}`, 'content-type': 'multipart/form-data; boundary=x' },
    body: '--x\r\nbad',
  })
  assert.equal(broken.status, 400)
})

test('imports and files of others are not seen', async () => {
  const own = await finished(
    (await ask('POST', 'imports', { key: rep, form: formOf({ object: 'account' }, 'name\nMine alone\n') })).body.id,
    rep,
  )
  assert.equal(own.counts.created, 1)
  const mine = await ask('GET', 'imports', { key: rep })
  assert.deepEqual(
    mine.body.rows.map((row: { id: string }) => row.id),
    [own.id],
  )
  const foreign = (await ask('GET', 'imports?limit=1&object=opportunity')).body.rows[0]
  for (const call of [
    'GET imports/ID',
    'GET imports/ID/failed.csv',
    'POST imports/ID/stop',
    'POST imports/ID/undo',
    'POST imports/ID/resume',
  ]) {
    const [method, path] = call.replace('ID', foreign.id).split(' ') as [string, string]
    assert.equal((await ask(method, path, { key: rep, ...(method === 'POST' ? { json: {} } : {}) })).status, 404, call)
  }
  assert.equal((await ask('POST', 'imports', { key: rep, json: { object: 'opportunity', file: foreign.file.id } })).status, 404)
})

test('a long import is stopped between two batches and goes on where it was', async () => {
  const rows = Array.from({ length: 12_000 }, (_, i) => `Long ${i},L-${i}`).join('\n')
  const { body } = await ask('POST', 'imports', {
    form: formOf({ object: 'account', map: '{"columns":{"name":"name","id":"externalId"}}', match: 'externalId' }, `name,id\n${rows}\n`),
  })
  for (let state = body; !(state.progress.done > 0); await pause(10)) state = (await ask('GET', `imports/${body.id}`)).body
  assert.equal((await ask('POST', `imports/${body.id}/undo`, { json: {} })).body.code, 'kernel.busy')
  await ask('POST', `imports/${body.id}/stop`, { json: {} })
  const stopped = await finished(body.id)
  assert.equal(stopped.state, 'stopped')
  assert.ok(stopped.counts.rows > 0 && stopped.counts.rows < 12_000 && stopped.counts.rows % 1000 === 0)
  assert.equal(
    (await ask('GET', 'accounts?filter={"name":{"startsWith":"Long "}}&count=exact&limit=1')).body.count.value,
    stopped.counts.rows,
  )
  assert.equal((await ask('POST', `imports/${body.id}/resume`, { json: {} })).status, 202)
  const done = await finished(body.id)
  assert.deepEqual([done.state, done.counts.created, done.changeSet], ['done', 12_000, stopped.changeSet])
  assert.equal((await ask('POST', `imports/${body.id}/resume`, { json: {} })).body.code, 'kernel.busy')
})

test('a repeated call with the same key makes one import', async () => {
  const call = () => ask('POST', 'imports', { form: formOf({ object: 'account' }, 'name\nOnce\n'), headers: { 'idempotency-key': 'once' } })
  const [first, second] = [await call(), await call()]
  assert.equal(second.body.id, first.body.id)
  await finished(first.body.id)
  assert.equal((await ask('GET', 'accounts?filter={"name":"Once"}')).body.rows.length, 1)
})

test('a filled template comes in without a map', async () => {
  const answer = await fetch(`${server.address}/api/v1/imports/template?object=account`, { headers: { authorization: `Bearer ${admin}` } })
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(await answer.arrayBuffer())
  const [sheet] = book.worksheets
  const headers = sheet!.getRow(1).values as string[]
  const row: Record<string, string | number> = { 客户名称: '模板进出口', 价值评估: '高', 负责人: '夏', 成立年份: 2019, 标签: '大客户,华东' }
  for (const [title, value] of Object.entries(row)) sheet!.getCell(2, headers.indexOf(title)).value = value
  const content = Buffer.from(await book.xlsx.writeBuffer())
  const made = await ask('POST', 'imports', { form: formOf({ object: 'account' }, content, 'account.xlsx') })
  assert.deepEqual((await finished(made.body.id)).counts, { rows: 1, created: 1, updated: 0, unchanged: 0, skipped: 0, failed: 0 })
  const { rows } = (await ask('GET', `accounts?filter=${encodeURIComponent('{"name":"模板进出口"}')}`)).body
  const [{ value, owner, foundedYear, tags }] = rows
  assert.deepEqual([value, owner.title, foundedYear, tags], ['high', '夏', 2019, ['大客户', '华东']])
})

test('templates follow the model, maps are kept per object', async () => {
  const answer = await fetch(`${server.address}/api/v1/imports/template?object=account`, { headers: { authorization: `Bearer ${admin}` } })
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(await answer.arrayBuffer())
  const headers = book.worksheets[0]!.getRow(1).values as string[]
  assert.ok(headers.includes('客户名称') && headers.includes('行业') && !headers.includes('openAmount'))
  const [sheet, told, offered] = book.worksheets
  const column = headers.indexOf('价值评估')
  const rule = sheet!.getCell(2, column).dataValidation
  assert.equal(rule.type, 'list')
  const [, from] = /\$([A-Z]+)\$2/.exec(String(rule.formulae[0]))!
  assert.deepEqual(offered!.getColumn(from!).values.slice(2, 5), ['高', '中', '低'])
  assert.deepEqual([offered!.state, sheet!.getCell(1, headers.indexOf('客户名称')).font.color?.argb], ['hidden', 'FFC0322B'])
  assert.ok((told!.getColumn(1).values as string[]).includes('行业'))
  const plain = await fetch(`${server.address}/api/v1/imports/template?object=account&format=csv`, {
    headers: { authorization: `Bearer ${admin}` },
  })
  assert.ok((await plain.text()).includes('客户名称'))
  const kept = await ask('POST', 'imports/maps', {
    json: { object: 'account', name: ' 月度客户 ', map: { columns: { a: 'name' } }, match: ['name'] },
  })
  assert.deepEqual([kept.status, kept.body.name, kept.body.map.columns], [201, '月度客户', { a: { field: 'name' } }])
  await ask('POST', 'imports/maps', { json: { object: 'account', name: '月度客户', map: { columns: { b: 'name' } } } })
  const list = await ask('GET', 'imports/maps?object=account')
  assert.deepEqual(
    list.body.rows.map((row: { map: { columns: object } }) => Object.keys(row.map.columns)),
    [['b']],
  )
  assert.equal((await ask('GET', 'imports/maps?object=product', { key: rep })).status, 403)
  assert.equal((await ask('DELETE', `imports/maps/${kept.body.id}`)).status, 204)
})
