import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { openErasures } from '#kernel'
import { type Json, must, oneOf, openCompany } from './approval-company.ts'

const company = await openCompany()
const { people, flow, submit, does, view, product } = company
const { ada, bo, tom, rep, fin } = people
const { engine, audit, sealing } = product.installation
const workspace = await engine.workspace('test')

await flow({ title: 'Papers', object: 'account', watched: ['idNumber'], condition: 'name != "Maker"' }, [oneOf(tom)])
await flow({ title: 'New', object: 'account', occasion: 'create', condition: 'name == "Maker"' }, [oneOf(tom)])

/** Every row of every table of the workspace, as one text. */
async function everything(): Promise<string> {
  await audit.flush()
  const client = new pg.Client({ connectionString: company.url })
  await client.connect()
  const tables = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'w_test' AND c.relkind = 'r'`,
  )
  const texts: string[] = []
  for (const { name } of tables.rows) {
    const { rows } = await client.query<{ row: string }>(`SELECT to_jsonb(t)::text AS row FROM w_test."${name}" t`)
    texts.push(...rows.map(({ row }) => row))
  }
  await client.end()
  return texts.join('\n')
}
/** The sealed text of a case, wherever it lies. */
async function sealedOf(one: string): Promise<{ row: string | null; log: number }> {
  const client = new pg.Client({ connectionString: company.url })
  await client.connect()
  const { rows } = await client.query<{ text: string | null }>('SELECT shut_sealed AS text FROM w_test.approval_case WHERE id = $1', [one])
  const log = await client.query(`SELECT 1 FROM w_test.change WHERE record_id = $1 AND was ->> 'shut_sealed' IS NOT NULL`, [one])
  await client.end()
  return { row: rows[0]!.text, log: log.rows.length }
}
const make = async (name: string) => String((await must(201, rep.ask('POST', '/api/v1/accounts', { name, kind: 'person' }))).id)
const change = (id: string, idNumber: string | null): Json => ({
  does: 'change',
  object: 'account',
  id,
  values: { idNumber, remark: 'seen' },
})
const told = async (id: string) => (await must(200, rep.ask('POST', `/api/v1/accounts/${id}/reveal`, { field: 'idNumber' }))).value
const reveal = (who: typeof rep, one: string, field = 'idNumber') => who.ask('POST', `/api/v1/approval-cases/${one}/reveal`, { field })
const waiting = (one: Json) => (one.differs as Record<string, unknown[]>).idNumber

test('a secret value waits sealed: people see its mask, nothing of it lies in clear, and it is there when it was approved', async () => {
  const id = await make('Wang')
  const preview = await must(200, rep.ask('POST', '/api/v1/approval/preview', change(id, '330102 1980 0520 1111')))
  assert.deepEqual(waiting(preview), [null, '••••1111'])
  const one = await submit(rep, change(id, '330102 1980 0520 1111'))
  assert.deepEqual(
    [waiting(await view(tom, one)), waiting(await view(rep, one))],
    [
      [null, '••••1111'],
      [null, '••••1111'],
    ],
  )
  assert.equal((((await view(rep, one)).call as Json).values as Json).idNumber, '••••1111')
  for (const who of [rep, tom, ada])
    for (const url of [`/api/v1/approval-cases/${one}?fields=*`, `/api/v1/approval-cases/${one}/history`, '/api/v1/approval-cases'])
      assert.ok(!(await who.ask('GET', url)).body.includes('0520'), url)
  assert.ok(!(await everything()).replaceAll(/[ -]/g, '').includes('33010219800520'))
  assert.match((await sealedOf(one)).row!, /^[0-9a-f]{12}\./)
  await must(204, does(tom, one, 'approve'))
  assert.equal(await told(id), '330102 1980 0520 1111')
  assert.equal((await must(200, rep.ask('GET', `/api/v1/accounts/${id}`))).remark, 'seen')
  assert.deepEqual(await sealedOf(one), { row: null, log: 0 }, 'the record keeps it from now on')
  assert.ok(!(await everything()).replaceAll(/[ -]/g, '').includes('33010219800520'))
})

test('a waiting value is told to whoever may see the field, one by one, and the audit knows', async () => {
  const one = await submit(rep, change(await make('Zhao'), '330102198005202222'))
  for (const who of [rep, tom, ada]) {
    assert.deepEqual((await view(who, one)).opens, ['idNumber'])
    assert.deepEqual(await must(200, reveal(who, one)), { field: 'idNumber', value: '330102198005202222' })
  }
  await must(403, reveal(rep, one, 'name'))
  await must(403, reveal(ada, one, 'shut'))
  const grants = { account: { read: 'all', fields: { idNumber: 'masked' } } }
  await must(200, ada.ask('PATCH', '/api/v1/meta/roles/finance', { name: 'Finance', grants }))
  assert.deepEqual((await view(fin, one)).opens, [])
  await must(403, reveal(fin, one))
  await audit.flush()
  const { rows } = await must(200, ada.ask('GET', `/api/v1/audit?record=${one}&kind=reveal`))
  assert.equal((rows as Json[]).length, 3)
  await must(204, does(rep, one, 'recall'))
  await must(403, reveal(rep, one))
})

test('corrected, it stays sealed and the history has masks; the mask sent back is refused', async () => {
  const id = await make('Qian')
  const one = await submit(rep, change(id, '330102198005203333'))
  const back = await does(rep, one, 'correct', { values: { idNumber: '••••3333' } })
  assert.ok([400, 422].includes(back.statusCode), back.body)
  // A correction of something else leaves it as it is.
  await must(204, does(rep, one, 'correct', { values: { remark: 'looked at' } }))
  await must(204, does(rep, one, 'correct', { values: { idNumber: '440102198005203333' } }))
  const notes = (await view(tom, one)).notes as { kind: string; differs?: Json }[]
  assert.deepEqual(
    notes.filter(({ kind }) => kind === 'corrected').map(({ differs }) => differs),
    [{ remark: ['seen', 'looked at'] }, { idNumber: ['••••3333', '••••3333'] }],
  )
  const all = await everything()
  for (const clear of ['330102198005203333', '440102198005203333']) assert.ok(!all.includes(clear), clear)
  await must(204, does(tom, one, 'approve', { round: 3 }))
  assert.equal(await told(id), '440102198005203333')
  assert.deepEqual(await sealedOf(one), { row: null, log: 0 })
})

test('a new key covers what waits, and it is approved with it', async () => {
  const id = await make('Sun')
  const one = await submit(rep, change(id, '330102198005204444'))
  await must(204, does(rep, one, 'correct', { values: { remark: 'once more' } }))
  const before = await sealedOf(one)
  assert.ok(before.row && before.log > 0)
  const { key } = await sealing.rotate(workspace)
  const after = await sealedOf(one)
  assert.ok(after.row!.startsWith(`${key}.`) && after.row !== before.row)
  assert.ok(!(await everything()).includes(before.row), 'the former text is nowhere, the log included')
  assert.deepEqual(
    (await sealing.examine(workspace)).filter(({ ok }) => !ok),
    [],
  )
  await must(204, does(tom, one, 'approve'))
  assert.equal(await told(id), '330102198005204444')
})

test('a refusal leaves nothing of it', async () => {
  const id = await make('Li')
  for (const [who, verb, body] of [
    [tom, 'reject', { comment: 'no' }],
    [rep, 'recall', {}],
  ] as const) {
    const one = await submit(rep, change(id, '330102198005205555'))
    await must(204, does(rep, one, 'correct', { values: { idNumber: '330102198005206666' } }))
    await must(204, does(who, one, verb, body))
    assert.deepEqual(await sealedOf(one), { row: null, log: 0 })
  }
  assert.equal(await told(id), null)
})

test('a new record with a secret waits sealed; a flow that ends makes it with the value', async () => {
  const one = await submit(rep, {
    does: 'create',
    object: 'account',
    values: { name: 'Maker', kind: 'person', idNumber: '330102198005207777' },
  })
  assert.deepEqual(waiting(await view(tom, one)), [null, '••••7777'])
  assert.ok(!(await everything()).includes('330102198005207777'))
  const { record } = await view(bo, one).catch(() => view(rep, one))
  await must(204, does(tom, one, 'approve'))
  assert.equal(await told(String(record)), '330102198005207777')
  const again = await submit(rep, {
    does: 'create',
    object: 'account',
    values: { name: 'Maker', kind: 'person', idNumber: '330102198005208888' },
  })
  const { flow: begun, record: second } = await view(rep, again)
  const run = { do: 'close', ids: [(begun as Json).id], running: 'restart' }
  const { id } = await must(202, ada.ask('POST', '/api/v1/approval-flows/bulk', run))
  await product.bulk.run(workspace, String(id))
  assert.equal(await told(String(second)), '330102198005208888')
  assert.deepEqual(await sealedOf(again), { row: null, log: 0 })
})

test('erasing a person reaches what waits about him: it is emptied, sealed values and masks too, and approved it changes nothing', async () => {
  const id = await make('赵启明')
  const one = await submit(rep, change(id, '330102198005209876'))
  await must(204, does(rep, one, 'correct', { values: { idNumber: '330102198005208765', remark: '喜欢围棋' } }))
  await flow({ title: 'Born', object: 'contact', occasion: 'create' }, [oneOf(tom)])
  assert.ok(['9876', '8765', '喜欢围棋'].every(Boolean) && (await everything()).includes('8765'))
  const log = { error: assert.fail }
  const erasures = openErasures({ engine, audit, log, filesDir: '/nonexistent', importsDir: '/nonexistent' })
  const actor = await engine.actorOf(workspace, ada.id)
  const wish = { person: { mails: [], phones: [], names: ['赵启明'] }, subjects: [{ object: 'account', id }] }
  const erasure = await erasures.begin({ workspace, actor }, wish)
  await Object.values(erasures.handlers)[0]!({ workspace: 'test', id: erasure.id }, { signal: new AbortController().signal, attempt: 1 })
  assert.ok((await erasures.one(workspace, erasure.id)).counts.approvalCase! > 0)
  const all = await everything()
  for (const trace of ['赵启明', '••••9876', '••••8765', '喜欢围棋']) assert.ok(!all.includes(trace), trace)
  assert.deepEqual(await sealedOf(one), { row: null, log: 0 })
  await must(204, does(tom, one, 'approve'))
  const row = await must(200, rep.ask('GET', `/api/v1/accounts/${id}`))
  assert.deepEqual([row.idNumber, row.remark], [null, null])
})
