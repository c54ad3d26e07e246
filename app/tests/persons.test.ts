import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { member, system } from '#kernel'
import { cloneDatabase, openZip, zipText } from '#kernel/testing'
import { readConfig } from '../config.ts'
import { modules } from '../modules.ts'
import { startServer } from '../server.ts'

const clone = await cloneDatabase(modules, 'zh-CN')
const dataDir = await mkdtemp(join(tmpdir(), 'zhike-persons-'))
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
const password = 'a long enough one'

// biome-ignore lint/suspicious/noExplicitAny: answers of all shapes
type Body = any
type Ask = (method: string, path: string, body?: unknown) => Promise<{ status: number; body: Body; bytes: Buffer }>

async function enter(name: string, role: string): Promise<Ask> {
  const email = `${name}@example.com`
  const [row] = await engine.work({ workspace, actor: system('test') }, { via: 'api' }, (work) =>
    work.create(member, [{ name, email, roles: [role] as never }]),
  )
  await accounts.createUserWithMember({ workspace, memberId: String(row!.id), name, email, password })
  const post = (headers: Record<string, string>, path: string, body: unknown) =>
    fetch(`${server.address}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  const signedIn = await post({}, '/session', { email, password })
  const cookie = signedIn.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  return async (method, path, body) => {
    const isForm = body instanceof FormData
    const answer = await fetch(`${server.address}/api/v1${path}`, {
      method,
      headers: { cookie, 'x-zhike': '1', ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    })
    const bytes = Buffer.from(await answer.arrayBuffer())
    const isJson = answer.headers.get('content-type')?.includes('json')
    return { status: answer.status, bytes, body: isJson ? JSON.parse(bytes.toString()) : undefined }
  }
}
let admin: Ask
let rep: Ask
const made: Record<string, Body> = {}

before(async () => {
  admin = await enter('admin', 'administrator')
  rep = await enter('rep', 'rep')
  const make = async (name: string, plural: string, row: object, who = admin) => {
    const answer = await who('POST', `/${plural}`, row)
    assert.equal(answer.status, 201, answer.bytes.toString())
    made[name] = answer.body
  }
  const file = new FormData()
  file.set('file', new Blob(['signed by 赵启明']), '合同.txt')
  const contract = (await admin('POST', '/files', file)).body
  await admin('POST', '/meta/objects/contact/fields', { name: 'contract', kind: 'file', labels: { en: 'Contract' } })
  await make('firm', 'accounts', { name: '华瑞物流', phone: '0571 8600 0002' })
  await make('person', 'contacts', {
    name: '赵启明',
    email: 'zhao@huarui.example',
    mobile: '138 1234 5678',
    account: made.firm.id,
    contract,
  })
  await make('other', 'contacts', { name: '钱多多', email: 'qian@huarui.example', remark: '赵启明的同事' }, rep)
  await make('lead', 'leads', { name: '赵先生', company: '华瑞', mobile: '+86-138-1234-5678' }, rep)
  await make('deal', 'opportunities', { name: '杭州仓', account: made.firm.id, contact: made.person.id })
  await make('note', 'accounts', { name: '别家', remark: '请致电 13812345678 或写信 ZHAO@huarui.example' })
  await make('stranger', 'contacts', { name: '孙某', mobile: '13812345679', email: 'zhaoyun@huarui.example' })
  await admin('PATCH', `/contacts/${made.person.id}`, { title: '总监' })
})

const reasons = ({ body }: { body: Body }): Record<string, string[]> =>
  Object.fromEntries(
    (body.records as { id: string; by: string[] }[]).map(({ id, by }) => [
      Object.keys(made).find((name) => made[name].id === id) ?? id,
      by.toSorted(),
    ]),
  )

test('a mail address finds the person, and by him whatever mentions or is linked to him, whoever owns it', async () => {
  const found = await admin('POST', '/persons/find', { q: 'Zhao@HuaRui.example' })
  assert.equal(found.status, 200, found.bytes.toString())
  assert.deepEqual(found.body.person, { mails: ['zhao@huarui.example'], phones: ['+8613812345678'], names: ['赵启明'] })
  const by = reasons(found)
  assert.deepEqual(by, {
    person: ['is', 'mail', 'name', 'phone'],
    other: ['name'],
    lead: ['phone'],
    deal: ['link'],
    note: ['mail', 'phone'],
  })
  assert.equal(found.body.more, false)
  assert.deepEqual(
    found.body.files.map(({ name, record }: Body) => [name, record]),
    [['合同.txt', made.person.id]],
  )
  const change = found.body.beside.find(({ table }: Body) => table === 'change')
  assert.equal(change.count, 2, 'made and changed once')
})

test('a number in any spelling, a name and a record lead there as well', async () => {
  const byPhone = reasons(await admin('POST', '/persons/find', { q: '0086 138-1234-5678' }))
  assert.deepEqual(Object.keys(byPhone).toSorted(), ['lead', 'note', 'person'])
  const byRecord = reasons(await admin('POST', '/persons/find', { object: 'contact', id: made.person.id }))
  assert.deepEqual(Object.keys(byRecord).toSorted(), ['deal', 'lead', 'note', 'other', 'person'])
  assert.deepEqual(reasons(await admin('POST', '/persons/find', { q: '钱多多' })), { other: ['name'] })
  assert.deepEqual(reasons(await admin('POST', '/persons/find', { q: 'nobody@nowhere.example' })), {})
})

test('only who looks after people may ask, and the audit knows of it', async () => {
  for (const path of ['/persons/find', '/persons/export']) assert.equal((await rep('POST', path, { q: 'zhao@huarui.example' })).status, 403)
  const key = await accounts.createKey({ workspace: 'test', email: 'admin@example.com' })
  const byKey = await fetch(`${server.address}/api/v1/persons/find`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ q: 'x' }),
  })
  assert.equal(byKey.status, 403)
  for (const wrong of [{}, { q: ' ' }, { q: 1 }, { object: 'contact' }, { object: 'contact', id: 'x' }, { more: 1 }])
    assert.ok([400, 404, 422].includes((await admin('POST', '/persons/find', wrong)).status), JSON.stringify(wrong))
  assert.equal((await admin('POST', '/persons/export', { q: 'zhao@huarui.example' })).status, 200)
  const entries = (await admin('GET', '/audit?kind=person-exported,search')).body.rows as Body[]
  assert.ok(entries.some(({ kind, detail }) => kind === 'person-exported' && detail.records === 5 && detail.files === 1))
  assert.ok(entries.some(({ kind, about }) => kind === 'search' && about === 'Zhao@HuaRui.example'))
})

test('the file holds the whole records with their histories, what mentions the person, and the files', async () => {
  const zip = await admin('POST', '/persons/export', { object: 'contact', id: made.person.id })
  assert.equal(zip.status, 200)
  const path = join(dataDir, 'person.zip')
  await writeFile(path, zip.bytes)
  const opened = await openZip(path, 'person.zip')
  const read = async (name: string) => {
    let text = ''
    for await (const piece of zipText(opened, name)) text += piece
    return text
  }
  const names = [...opened.entries.keys()]
  const person = JSON.parse(await read('person.json'))
  assert.deepEqual(person.person.phones, ['+8613812345678'])
  assert.equal(person.records.length, 5)
  assert.deepEqual(
    names.filter((name) => name.startsWith('records/')),
    [`records/contact-${made.person.id}.json`],
  )
  const whole = JSON.parse(await read(`records/contact-${made.person.id}.json`))
  assert.deepEqual([whole.record.name, whole.record.title, whole.history.rows.length], ['赵启明', '总监', 2])
  const [file] = names.filter((name) => name.startsWith('files/'))
  assert.match(file!, /^files\/[0-9a-f-]+-合同\.txt$/)
  assert.equal(await read(file!), 'signed by 赵启明')
})
