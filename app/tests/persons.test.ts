import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { examine, member, openErasures, system, verifyAudit } from '#kernel'
import { assertWords, cloneDatabase, openZip, zipText } from '#kernel/testing'
import { readConfig } from '../config.ts'
import { modules } from '../modules.ts'
import { startServer } from '../server.ts'

const clone = await cloneDatabase(modules, 'zh-CN')
const dataDir = await mkdtemp(join(tmpdir(), 'zhike-persons-'))
const server = await startServer(
  readConfig({ PORT: '0', ZHIKE_LOG: 'error', ZHIKE_WEB: 'off', ZHIKE_DATA: dataDir, DATABASE_URL: clone.url }),
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
  await make('binned', 'contacts', { name: '启明', email: 'zhao@huarui.example', homeAddress: '拱墅区桃源里九号' })
  await admin('DELETE', `/contacts/${made.binned.id}`)
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
    binned: ['is'],
  })
  assert.equal(found.body.more, false)
  assert.deepEqual(
    found.body.files.map(({ name, record }: Body) => [name, record]),
    [['合同.txt', made.person.id]],
  )
  const change = found.body.beside.find(({ table }: Body) => table === 'change')
  assert.equal(change.count, 5, 'made and changed once, made and removed once, and the lead with the number before its clock began')
})

test('a number in any spelling, a name and a record lead there as well', async () => {
  const byPhone = reasons(await admin('POST', '/persons/find', { q: '0086 138-1234-5678' }))
  assert.deepEqual(Object.keys(byPhone).toSorted(), ['lead', 'note', 'person'])
  const byRecord = reasons(await admin('POST', '/persons/find', { object: 'contact', id: made.person.id }))
  assert.deepEqual(Object.keys(byRecord).toSorted(), ['binned', 'deal', 'lead', 'note', 'other', 'person'])
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
  assert.ok(entries.some(({ kind, detail }) => kind === 'person-exported' && detail.records === 6 && detail.files === 1))
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
  assert.equal(person.records.length, 6)
  assert.deepEqual(
    names.filter((name) => name.startsWith('records/')),
    [`records/contact-${made.person.id}.json`, `records/contact-${made.binned.id}.json`],
  )
  const whole = JSON.parse(await read(`records/contact-${made.person.id}.json`))
  assert.deepEqual([whole.record.name, whole.record.title, whole.history.rows.length], ['赵启明', '总监', 2])
  const [file] = names.filter((name) => name.startsWith('files/'))
  assert.match(file!, /^files\/[0-9a-f-]+-合同\.txt$/)
  assert.equal(await read(file!), 'signed by 赵启明')
})

const traces = ['赵启明', '拱墅区桃源里九号', 'zhao@huarui.example', '13812345678', '138-1234-5678', '138 1234 5678']
const normal = (text: string): string => text.toLowerCase().replace(/[\s-]/g, '')
const found = (text: string): string[] => traces.filter((trace) => normal(text).includes(normal(trace)))

/** Every row of every table of the workspace, by table. */
async function everything(): Promise<Map<string, string>> {
  const database = new pg.Client({ connectionString: clone.url })
  await database.connect()
  const tables = await database.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'w_test' AND c.relkind = 'r'`,
  )
  const all = new Map<string, string>()
  for (const { name } of tables.rows) {
    const rows = await database.query<{ row: string }>(`SELECT t::text || to_jsonb(t)::text AS row FROM w_test."${name}" t`)
    all.set(name, rows.rows.map(({ row }) => row).join('\n'))
  }
  await database.end()
  return all
}

async function filesBelow(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true })
  return Promise.all(names.filter((one) => one.isFile()).map((one) => readFile(join(one.parentPath, one.name), 'utf8')))
}

const ended = async (id: string): Promise<Body> => {
  for (const end = Date.now() + 60_000; ; await pause(50)) {
    const { body } = await admin('GET', `/persons/erasures/${id}`)
    if (!['queued', 'running'].includes(body.state)) return body
    assert.ok(Date.now() < end, JSON.stringify(body))
  }
}

test('erasing wants the name typed, and then leaves nothing of the person anywhere, with a proof of it', async () => {
  const person = made.person.id as string
  // Traces of every kind beside the records.
  const form = new FormData()
  form.set('object', 'contact')
  form.set('map', JSON.stringify({ columns: { name: 'name', mail: 'email', birthday: 'birthday' } }))
  form.set(
    'file',
    new Blob(['name,mail,birthday\n赵启明,zhao@huarui.example,no day at all\n李四,li@example.com,1980-01-01\n']),
    '赵启明.csv',
  )
  const run = (await admin('POST', '/imports', form)).body
  for (let state = 'queued'; ['queued', 'running'].includes(state); await pause(30))
    state = (await admin('GET', `/imports/${run.id}`)).body.state
  assert.equal((await admin('GET', `/imports/${run.id}`)).body.counts?.failed, 1, JSON.stringify(run))
  const cookieless = await admin('POST', '/contacts', { name: '吴某', remark: '赵启明介绍' })
  await admin('DELETE', `/contacts/${cookieless.body.id}`)
  await admin('PATCH', `/accounts/${made.firm.id}`, { remark: '联系人 13812345678' })
  await admin('PATCH', `/accounts/${made.firm.id}`, { remark: '无' })
  await admin('POST', '/contacts/bulk', { do: 'change', ids: [made.other.id], set: { remark: '见 赵启明' }, note: '赵启明的事' })
  await admin('GET', '/contacts?q=13812345678')
  // What somebody left at the open door of a web form, taken in and refused.
  const { body: webForm } = await admin('POST', '/web-forms', { name: '官网', leastSeconds: 0 })
  const left = async (more: object): Promise<number> => {
    const address = `${server.address}/f/test/${webForm.id}`
    const { token } = (await (await fetch(address, { headers: { accept: 'application/json' } })).json()) as { token: string }
    const body = JSON.stringify({ _token: token, name: '赵启明', mobile: '138 1234 5678', ...more })
    return (await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).status
  }
  assert.deepEqual([await left({ need: '请联系 赵启明' }), await left({ _url: 'x' })], [201, 201])
  await server.installation.audit.flush()
  const before = await everything()
  for (const table of [
    'contact',
    'lead',
    'account',
    'import_failure',
    'import_run',
    'import_file',
    'bulk_run',
    'lead_touch',
    'form_refusal',
  ])
    assert.ok(found(before.get(table) ?? '').length > 0, `${table} has traces to erase`)
  assert.ok([...before].some(([name, text]) => name.startsWith('change_2') && found(text).length > 0))
  assert.ok([...before].some(([name, text]) => name.startsWith('audit_2') && found(text).length > 0))

  const refused = await admin('POST', '/persons/erase', { q: 'zhao@huarui.example', confirm: 'yes' })
  assert.deepEqual([refused.status, refused.body.word], [400, '赵启明'])
  assert.equal((await rep('POST', '/persons/erase', { q: 'zhao@huarui.example', confirm: '赵启明' })).status, 403)
  const wrong = await admin('POST', '/persons/erase', { q: 'zhao@huarui.example', confirm: '赵启明', records: [made.stranger.id] })
  assert.equal(wrong.status, 400)
  const begun = await admin('POST', '/persons/erase', {
    q: 'zhao@huarui.example',
    confirm: '赵启明',
    records: [person, made.lead.id, made.binned.id],
  })
  assert.equal(begun.status, 202, begun.bytes.toString())
  const proof = await ended(begun.body.id)
  assert.equal(proof.state, 'done', JSON.stringify(proof))
  assert.match(proof.hash, /^[0-9a-f]{64}$/)
  assert.deepEqual([proof.done, proof.counts.files, proof.counts.importFiles], [proof.total, 1, 1])
  for (const name of ['contact', 'lead', 'account', 'change', 'import_failure', 'audit'])
    assert.ok(proof.counts[name] > 0, `${name}: ${JSON.stringify(proof.counts)}`)

  await server.installation.audit.flush()
  for (const [table, text] of await everything()) assert.deepEqual(found(text), [], `${table} still has traces`)
  for (const folder of ['files', 'imports']) for (const text of await filesBelow(join(dataDir, folder))) assert.deepEqual(found(text), [])
})

test('afterwards: the person’s records are shells, others lost the mention alone, search and links hold, and the chain of the audit is whole', async () => {
  const shell = (await admin('GET', `/contacts/${made.person.id}?fields=*`)).body
  assert.match(shell.name, /^\(erased\) [0-9a-f]{6}$/)
  assert.deepEqual([shell.email, shell.mobile, shell.title, shell.contract, shell.account.id], [null, null, null, null, made.firm.id])
  const other = (await admin('GET', `/contacts/${made.other.id}`)).body
  assert.deepEqual([other.name, other.email, other.remark], ['钱多多', 'qian@huarui.example', '见 (erased)'])
  assert.match((await admin('GET', `/accounts/${made.note.id}`)).body.remark, /^请致电 \(erased\) 或写信 \(erased\)$/)
  assert.deepEqual((await admin('GET', `/contacts/${made.stranger.id}`)).body.mobile, '+8613812345679')
  assert.deepEqual((await admin('GET', '/contacts?q=13812345678')).body.rows, [])
  assert.equal((await admin('GET', '/contacts?q=qian')).body.rows.length, 1, 'who was mentioned beside is found as before')
  assert.equal((await admin('GET', `/opportunities/${made.deal.id}`)).body.contact.id, made.person.id)
  const history = (await admin('GET', `/contacts/${made.person.id}/history`)).body
  assert.deepEqual(found(JSON.stringify(history)), [])
  const chain = (await admin('GET', '/audit/chain')).body
  assert.equal(chain.broken, null, JSON.stringify(chain))
  const [proof] = (await admin('GET', '/persons/erasures')).body.rows
  const [entry] = (await admin('GET', '/audit?kind=person-erased')).body.rows
  assert.deepEqual([entry.detail.erasure, entry.detail.hash, typeof proof.batch], [proof.id, proof.hash, 'number'])
  const findings = await examine(server.installation.database, workspace, await engine.catalogOf(workspace))
  assert.deepEqual(
    findings.filter(({ ok }) => !ok),
    [],
  )
  assert.deepEqual(reasons(await admin('POST', '/persons/find', { q: '0138-1234-5678' })), {})
})

test('no words are left beside the records that are not theirs', () => assertWords(engine, workspace))

test('an erasure that breaks off goes on where it was, and does nothing twice', async () => {
  const { audit, database } = server.installation
  const make = async (plural: string, row: object) => (await admin('POST', `/${plural}`, row)).body.id as string
  const person = await make('contacts', { name: '周小满', email: 'xiaoman@zhou.example', remark: '喜欢围棋' })
  const lead = await make('leads', { name: '周小满', company: '周记', im: 'zhou' })
  // A function of the database takes a hundred arguments.
  const fields = Object.fromEntries(Array.from({ length: 110 }, (_, i) => [`word${i}`, { kind: 'text', labels: { 'zh-CN': `词${i}` } }]))
  await admin('POST', '/meta/objects', { name: 'broad', plural: 'broads', labels: { 'zh-CN': '宽表' }, fields })
  const broad = await make('broads', { name: '宽', word109: '周小满说过' })
  const log = { error() {} }
  const erasures = openErasures({ engine, audit, log, filesDir: join(dataDir, 'files'), importsDir: join(dataDir, 'imports') })
  const [run] = Object.values(erasures.handlers)
  const actor = await engine.actorOf(workspace, (await admin('GET', '/session')).body.person.id)
  const wish = { person: { mails: ['xiaoman@zhou.example'], phones: [], names: ['周小满'] }, subjects: [{ object: 'contact', id: person }] }
  const { id } = await erasures.begin({ workspace, actor }, wish)
  const client = new pg.Client({ connectionString: clone.url })
  await client.connect()
  await client.query(
    `CREATE FUNCTION w_test.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the machine fell'; END $$`,
  )
  await client.query('CREATE TRIGGER refuse BEFORE UPDATE ON w_test.lead FOR EACH ROW EXECUTE FUNCTION w_test.refuse()')
  const at = { signal: new AbortController().signal, attempt: 1 }
  await assert.rejects(async () => run!({ workspace: 'test', id }, at))
  const broken = await erasures.one(workspace, id)
  assert.deepEqual([broken.state, broken.counts.contact], ['failed', 1])
  assert.ok(broken.done > 2 && broken.done < broken.total)
  assert.equal((await admin('GET', `/leads/${lead}`)).body.name, '周小满')
  await client.query('DROP TRIGGER refuse ON w_test.lead')
  await client.query('DROP FUNCTION w_test.refuse')
  await client.end()
  await run!({ workspace: 'test', id }, at)
  const done = await erasures.one(workspace, id)
  assert.deepEqual([done.state, done.done, done.counts.contact, done.counts.lead], ['done', done.total, 1, 1])
  assert.equal((await admin('GET', `/leads/${lead}`)).body.name, '(erased)')
  assert.match((await admin('GET', `/broads/${broad}`)).body.word109, /^\(erased\)/)
  const again = await erasures.one(workspace, id)
  await run!({ workspace: 'test', id }, at)
  assert.deepEqual(await erasures.one(workspace, id), again, 'what is done is not done again')
  assert.deepEqual((await verifyAudit(database, workspace, { key: audit.key })).broken, null)
})

test('an erasure rests when it is told to and goes on from there, over 100,000 versions in the log', async () => {
  const client = new pg.Client({ connectionString: clone.url })
  await client.connect()
  await client.query(`INSERT INTO w_test.change (record_id, id, at, workspace_id, change_set_id, object, kind, changed, was, was_since)
    SELECT gen_random_uuid(), gen_random_uuid(), now(), c.workspace_id, c.change_set_id, 'lead', 'update', '{name}', '{"name": "吴青禾"}', now() - interval '1 hour'
    FROM (SELECT workspace_id, change_set_id FROM w_test.change LIMIT 1) c, generate_series(1, 100000)`)
  const still = async () => (await client.query(`SELECT count(*)::int AS n FROM w_test.change WHERE was::text LIKE '%吴青禾%'`)).rows[0].n
  const quiet = openErasures({
    engine,
    audit: server.installation.audit,
    log: { error() {} },
    filesDir: join(dataDir, 'files'),
    importsDir: join(dataDir, 'imports'),
  })
  const actor = await engine.actorOf(workspace, (await admin('GET', '/session')).body.person.id)
  const { id } = await quiet.begin({ workspace, actor }, { person: { mails: [], phones: [], names: ['吴青禾'] }, subjects: [] })
  const one = async () => (await admin('GET', `/persons/erasures/${id}`)).body
  assert.equal((await rep('POST', `/persons/erasures/${id}/stop`, {})).status, 403)
  assert.equal((await admin('POST', `/persons/erasures/${id}/stop`, {})).body.state, 'stopped')
  const [run] = Object.values(quiet.handlers)
  await run!({ workspace: 'test', id }, { signal: new AbortController().signal, attempt: 1 })
  assert.deepEqual([(await one()).state, (await one()).done, await still()], ['stopped', 0, 100_000])

  const begun = performance.now()
  assert.equal((await admin('POST', `/persons/erasures/${id}/resume`, {})).body.state, 'queued')
  while ((await one()).done === 0) await pause(5)
  assert.equal((await admin('POST', `/persons/erasures/${id}/stop`, {})).body.state, 'stopped')
  await pause(500)
  const resting = await one()
  assert.ok(resting.state === 'stopped' && resting.done > 0 && resting.done < resting.total, JSON.stringify(resting))
  await admin('POST', `/persons/erasures/${id}/resume`, {})
  const proof = await ended(id)
  assert.deepEqual([proof.state, proof.done, await still()], ['done', proof.total, 0], JSON.stringify(proof))
  console.log(`100,000 versions: ${Math.round(performance.now() - begun)} ms`)
  assert.equal((await admin('POST', `/persons/erasures/${id}/stop`, {})).body.state, 'done')
  await client.end()
})
