import assert from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import ExcelJS from 'exceljs'
import iconv from 'iconv-lite'
import { type ImportRow, openExport } from '#kernel'
import { testApp } from '#kernel/testing'
import { modules } from '../modules.ts'
import { openStand } from './import-stand.ts'

const app = await testApp(modules)
const admin = await app.as('administrator')
const { session } = admin
const stand = await openStand(app)

type Linked = { id: string; title: string } | null
const countsOf = ({ counts }: ImportRow) => [counts.created, counts.updated, counts.unchanged, counts.failed]
const reasonsOf = ({ report }: ImportRow) =>
  report.problems!.map((problem) => [problem.details.reason ?? problem.details.want ?? problem.code, problem.value, problem.lines])
const parentOf = async (name: string) => ((await admin.list('account', { filter: { name } }))[0]!.parent as Linked)?.title ?? null

test('a Chinese file without a map finds its fields, whatever its encoding and separator', async () => {
  const rows = [
    ['公司名称', '客户级别', '联系电话', '城市', '备注'],
    ['浙江远航国际货运代理有限公司', '', '0571-86001234', '杭州', '请周二联系'],
    ['深圳前海供应链', '', '13800138000', '深圳', '老客户，需要发票'],
  ]
  const csv = (separator: string, names = 0) =>
    rows.map((row, i) => row.map((cell, j) => (i > 0 && j === 0 ? `${cell}${names}` : cell)).join(separator)).join('\r\n')
  const files: [string, Uint8Array][] = [
    ['gb18030', iconv.encode(csv(',', 1).replace('，', '、'), 'gb18030')],
    ['utf-8', Buffer.from(`\ufeff${csv(';', 2)}`)],
    ['utf-16le', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(csv('\t', 3), 'utf16le')])],
    [
      'big5',
      iconv.encode(
        '公司名稱,聯絡電話,城市,備註\n臺灣遠航物流股份有限公司,02-27208889,臺北,請週二聯絡\n高雄港務倉儲,07-5211234,高雄,老客戶需要發票\n',
        'big5',
      ),
    ],
  ]
  for (const [encoding, bytes] of files) {
    const done = await stand.content(session, bytes, 'account')
    assert.deepEqual(countsOf(done), [2, 0, 0, 0], encoding)
    assert.equal(done.options.encoding, encoding)
  }
  const [row] = await admin.list('account', { filter: { name: '深圳前海供应链1' } })
  assert.deepEqual([row!.phone, row!.city, row!.remark], ['+8613800138000', '深圳', '老客户、需要发票'])
  assert.equal(await admin.count('account', { city: { in: ['臺北', '高雄'] } }), 2)
})

test('a workbook gives the values of its formulas, days and numbers as such', async () => {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('商机')
  sheet.addRow(['商机主题', '金额', '发现时间', '概率'])
  sheet.addRow([
    { formula: 'CONCATENATE("表","单")', result: '表单' },
    { formula: '1000*1.5', result: 1500 },
    new Date('2026-03-05T00:00:00Z'),
    0.4,
  ])
  sheet.getCell('D2').numFmt = '0%'
  const done = await stand.content(session, new Uint8Array(await book.xlsx.writeBuffer()), 'opportunity', { name: 'deals.xlsx' })
  assert.deepEqual(countsOf(done), [1, 0, 0, 0])
  const [row] = await admin.list('opportunity', { filter: { name: '表单' } })
  assert.deepEqual([row!.amount, row!.foundOn, Number(row!.probability)], [{ amount: 1500, currency: 'CNY' }, '2026-03-05', 40])
})

test('links are found by id, keys and title whatever case and width; several are no answer', async () => {
  const [a] = await admin.create('account', [{ name: 'Ａcme Ｇmbh', externalId: 'K-1' }])
  await admin.create('account', [{ name: 'Twin' }, { name: 'Twin' }])
  const done = await stand.content(
    session,
    `name,account\nby title,acme gmbh\nby key,K-1\nby id,${String(a!.id)}\nby other key,k-1\ntwins,twin\nnobody,\n`,
    'contact',
    {
      map: { columns: { name: 'name', account: 'account' } },
    },
  )
  assert.deepEqual(countsOf(done), [4, 0, 0, 2])
  assert.deepEqual(reasonsOf(done), [
    ['no-such-record', 'k-1', [5]],
    ['several-records', 'twin', [6]],
  ])
  assert.equal(await admin.count('contact', { account: a!.id }), 3)
})

test('what is missing fails, is made or is left out, as the map wants', async () => {
  const csv = 'name,customer,owner\nm1,New Customer,Li Ming\nm2,new customer,李明\nm3,Other,李明\n'
  const columns = (missing: string) => ({
    columns: { name: 'name', customer: { field: 'account', missing }, owner: { field: 'owner', missing: 'create' } },
  })
  const dry = await stand.content(session, csv, 'opportunity', { map: columns('create'), dryRun: true })
  const made = await stand.content(session, csv, 'opportunity', { map: columns('create') })
  assert.deepEqual([dry.counts, dry.report], [made.counts, made.report])
  assert.deepEqual([made.counts.created, made.report.made], [3, { account: 2, member: 2 }])
  const [person] = await admin.list('member', { filter: { name: '李明' } })
  assert.equal(person!.active, false)
  await admin.undo(made.changeSetId)
  assert.equal(await admin.count('member', { name: '李明' }), 0)
  const left = await stand.content(session, csv, 'opportunity', { map: columns('leave') })
  assert.deepEqual([left.counts.created, left.report.fields!.account!.left], [3, 3])
})

test('values are mapped, templates fill, currencies and wide numbers are read', async () => {
  const csv = 'no,stage,sum,cur,kind\n1,Gewonnen,35万,USD,x\n2,赢单,"￥1,200.50",,\n3,other,12 apples,EUR,\n'
  const done = await stand.content(session, csv, 'opportunity', {
    map: {
      columns: { no: 'externalId', stage: { field: 'stage', values: { gewonnen: 'won' } }, sum: 'amount', cur: 'amount.currency' },
      templates: { name: '{{ no | prepend: "V-" }} {{ row["kind"] }}', tags: '导入; 2026' },
    },
  })
  assert.equal(done.counts.created, 2)
  const rows = await admin.list('opportunity', { filter: { tags: { contains: '导入' } }, sort: ['name'] })
  assert.deepEqual(
    rows.map((row) => [row.name, row.stage, row.amount, row.tags]),
    [
      ['V-1 x', 'won', { amount: 350_000, currency: 'USD' }, ['导入', '2026']],
      ['V-2', 'won', { amount: 1200.5, currency: 'CNY' }, ['导入', '2026']],
    ],
  )
  assert.deepEqual(
    reasonsOf(done)
      .map(([reason]) => reason)
      .toSorted(),
    ['choice', 'currency'],
  )
})

test('rows find their records by the match fields: changed, unchanged, blank cells left alone', async () => {
  const map = { columns: { id: 'externalId', name: 'name', phone: 'phone', city: 'city' } }
  await stand.content(session, 'id,name,phone,city\nM1,Match one,0571-86000001,杭州\nM2,Match two,0571-86000002,\n', 'account', {
    map,
    match: 'externalId',
  })
  const csv =
    'id,name,phone,city\nM1,Match one,0571-86000001,\nM2,Match two,0571-86000099,宁波\nM3,Match three,,\nM2,Match two again,,\n,Without key,,\n'
  const dry = await stand.content(session, csv, 'account', { map, match: 'externalId', dryRun: true })
  const done = await stand.content(session, csv, 'account', { map, match: 'externalId' })
  assert.deepEqual(
    [countsOf(done), countsOf(dry)],
    [
      [2, 1, 1, 1],
      [2, 1, 1, 1],
    ],
  )
  assert.deepEqual(reasonsOf(done), [['twice-in-file', null, [5]]])
  assert.equal(done.report.problems![0]!.details.line, 3)
  const [one] = await admin.list('account', { filter: { externalId: 'M1' } })
  assert.equal(one!.city, '杭州')
  const cleared = await stand.content(session, 'id,name,phone,city\nM1,Match one,0571-86000001,\n', 'account', {
    map,
    match: 'externalId',
    options: { blank: 'clear' },
  })
  assert.equal(cleared.counts.updated, 1)
  const skipped = await stand.content(session, 'id,name\nM1,Other name\nM9,New\n', 'account', {
    map: { columns: { id: 'externalId', name: 'name' } },
    match: 'externalId',
    options: { onMatch: 'skip', onNew: 'skip' },
  })
  assert.deepEqual([skipped.counts.skipped, skipped.counts.created], [2, 0])
  await admin.undo(done.changeSetId)
  assert.equal((await admin.list('account', { filter: { externalId: 'M2' } }))[0]!.phone, '+8657186000002')
})

test('unique values are kept, within the file and against what is there', async () => {
  await admin.create('product', [{ name: 'There', code: 'C-1' }])
  const csv = 'name,code\nA,C-1\nB,C-2\nC,C-2\nD,\nE,\n'
  const map = { columns: { name: 'name', code: 'code' } }
  const dry = await stand.content(session, csv, 'product', { map, dryRun: true })
  const done = await stand.content(session, csv, 'product', { map })
  assert.deepEqual([countsOf(done), dry.report], [[3, 0, 0, 2], done.report])
  assert.deepEqual(
    reasonsOf(done).map(([reason, , lines]) => [reason, lines]),
    [
      ['kernel.not-unique', [2]],
      ['twice-in-file', [4]],
    ],
  )
})

test('parents may stand below their children, in later batches too; circles and strangers do not come in', async () => {
  const chain = Array.from({ length: 2_300 }, (_, i) => `chain ${i},${i < 2_299 ? `chain ${i + 1}` : ''}`)
  const done = await stand.content(session, `name,parent\n${chain.join('\n')}\n`, 'account', {
    map: { columns: { name: 'name', parent: 'parent' } },
  })
  assert.deepEqual(countsOf(done), [2_300, 0, 0, 0])
  assert.equal(await parentOf('chain 0'), 'chain 1')
  assert.equal(await parentOf('chain 1500'), 'chain 1501')
  const csv = 'name,parent\nround 1,round 2\nround 2,round 1\nlost,nobody at all\nchild of lost,lost\nself,self\nfine,chain 5\n'
  const map = (missing: string) => ({ columns: { name: 'name', parent: { field: 'parent', missing } } })
  const dry = await stand.content(session, csv, 'account', { map: map('fail'), dryRun: true })
  const bad = await stand.content(session, csv, 'account', { map: map('fail') })
  assert.deepEqual(
    [countsOf(bad), countsOf(dry)],
    [
      [1, 0, 0, 5],
      [1, 0, 0, 5],
    ],
  )
  assert.deepEqual(
    reasonsOf(bad)
      .map(([reason, , lines]) => [reason, lines])
      .toSorted(),
    [
      ['circle', [2, 3]],
      ['customers.own-parent', [6]],
      ['no-such-record', [4]],
      ['no-such-record', [5]],
    ],
  )
  const left = await stand.content(session, 'name,parent\nlost 2,nobody at all\nchild of lost 2,lost 2\n', 'account', { map: map('leave') })
  assert.deepEqual([countsOf(left), await parentOf('child of lost 2')], [[2, 0, 0, 0], 'lost 2'])
  const made = await stand.content(session, 'name,parent\nlost 3,a new parent\nlost 4,a new parent\n', 'account', { map: map('create') })
  assert.deepEqual([made.counts.created, made.report.made], [2, { account: 1 }])
})

test('a row that breaks a rule does not hold up the others', async () => {
  const csv = `name,foundOn,closedOn,stage,website\nok,2026-01-01,2026-02-01,won,\nbackwards,2026-03-01,2026-02-01,won,\n${'x'.repeat(300)},,,,\nnul\u0000l,,,,\nshort,2026-01-01\n,2026-01-01,,,\n`
  const done = await stand.content(session, csv, 'opportunity', {
    map: { columns: { name: 'name', foundOn: 'foundOn', closedOn: 'closedOn', stage: 'stage' } },
  })
  assert.deepEqual(countsOf(done), [1, 0, 0, 5])
  assert.deepEqual(
    new Set(reasonsOf(done).map(([reason]) => reason)),
    new Set(['sales.closed-before-found', 'too-long', 'null-byte', 'too-few-cells', 'kernel.required']),
  )
  const rule = done.report.problems!.find((problem) => problem.code === 'sales.closed-before-found')!
  assert.deepEqual(rule.examples, [{ line: 3, cells: { foundOn: '2026-03-01', closedOn: '2026-02-01' } }])
})

test('deals come in at the stage where they stand, marked, by whoever may bring in old ones; the file of anybody else stops at the gate', async () => {
  const wish = { match: 'externalId' }
  const came = await stand.content(session, 'externalId,name,stage\nG-1,Old one,won\nG-2,New one,contact\n', 'opportunity', wish)
  assert.deepEqual(countsOf(came), [2, 0, 0, 0])
  const moved = await stand.content(session, 'externalId,stage,amount\nG-1,won,\nG-2,signing,900\n', 'opportunity', wish)
  assert.deepEqual(countsOf(moved), [0, 1, 1, 0])
  assert.equal(await admin.count('opportunity', { externalId: { in: ['G-1', 'G-2'] }, isMigrated: true }), 2)
  const manager = await app.as('manager')
  const own = await stand.content(manager.session, 'externalId,name,stage\nG-3,Old one,won\nG-4,New one,contact\n', 'opportunity', wish)
  assert.deepEqual(countsOf(own), [1, 0, 0, 1])
  const stopped = await stand.content(manager.session, 'externalId,stage,amount\nG-4,signing,900\n', 'opportunity', wish)
  assert.deepEqual(countsOf(stopped), [0, 0, 0, 1])
  assert.deepEqual(
    stopped.report.problems!.map(({ code, field, lines }) => [code, field, lines]),
    [['sales.gate-not-met', 'account', [2]]],
  )
})

test('everybody imports as himself', async () => {
  const rep = await app.as('rep')
  const readonly = await app.as('readonly')
  const csv = 'name,owner\nmine,\nalso mine,rep 1\n'
  await assert.rejects(stand.content(readonly.session, csv, 'account'), { code: 'kernel.forbidden' })
  await assert.rejects(stand.content(rep.session, 'name\nx\n', 'product'), { code: 'kernel.forbidden' })
  await assert.rejects(
    stand.content(rep.session, csv, 'account', { map: { columns: { name: 'name', owner: { field: 'owner', missing: 'create' } } } }),
    { code: 'kernel.bad-import' },
  )
  const me = (await rep.one('member', rep.id)).name as string
  const [foreign] = await admin.create('account', [{ name: 'Foreign', externalId: 'F-1' }])
  const rows = `name,owner,id\nR one,${me},R-1\nR two,${(await admin.one('member', admin.id)).name as string},R-2\nR three,${me},F-1\n`
  const map = { columns: { name: 'name', owner: 'owner', id: 'externalId' } }
  const dry = await stand.content(rep.session, rows, 'account', { map, match: 'externalId', dryRun: true })
  const done = await stand.content(rep.session, rows, 'account', { map, match: 'externalId' })
  assert.deepEqual(
    [countsOf(done), countsOf(dry)],
    [
      [1, 0, 0, 2],
      [1, 0, 0, 2],
    ],
  )
  assert.deepEqual(new Set(reasonsOf(done).map(([reason]) => reason)), new Set(['out-of-reach', 'kernel.not-unique']))
  assert.equal((await admin.one('account', foreign!.id as string)).name, 'Foreign')
  const linked = await stand.content(rep.session, 'name,account\nc,Foreign\n', 'contact', {
    map: { columns: { name: 'name', account: 'account' } },
  })
  assert.deepEqual(reasonsOf(linked), [['no-such-record', 'Foreign', [2]]])
  assert.equal(linked.report.problems![0]!.suggestion, null, 'what is out of reach is not suggested either')
  const others = await stand.imports.list(rep.session, { limit: 50 })
  assert.ok(others.length > 0 && others.every((row) => row.actorId === rep.id))
})

test('what was exported comes in again unchanged', async () => {
  const out = new PassThrough()
  const opened = await openExport(app.engine, session, { object: 'opportunity', format: 'csv', filter: { tags: { contains: '导入' } } })
  const [csv] = await Promise.all([text(out), opened.writeTo(out)])
  const again = await stand.content(session, csv, 'opportunity', { match: 'id' })
  assert.deepEqual(countsOf(again), [0, 0, 2, 0])
})

test('a map with faults names them all', async () => {
  const map = {
    columns: { name: 'name', nope: 'name', x: 'unknown', y: 'number', z: { field: 'website', format: 'M/D' } },
    templates: { remark: '{{ broken' },
  }
  await assert.rejects(
    stand.content(session, 'name,x,y,z\na,b,c,d\n', 'account', { map, match: 'externalId' }),
    (error: { code: string; issues: { path: string; details?: { reason?: string } }[] }) => {
      assert.equal(error.code, 'kernel.bad-import')
      assert.deepEqual(
        error.issues.map((issue) => issue.path),
        ['columns.nope', 'columns.x', 'columns.z.format', 'templates.remark', 'match'],
      )
      return true
    },
  )
  for (const template of [
    "{% include '/etc/passwd' %}",
    "{% render 'package.json' %}",
    '{{ name | nothing }}',
    '{% for i in (1..1000000000) %}x{% endfor %}',
  ]) {
    const wish = { map: { columns: { name: 'name' }, templates: { remark: template } } }
    await assert.rejects(stand.content(session, 'name\na\n', 'account', wish), { code: 'kernel.bad-import' }, template)
  }
  await assert.rejects(stand.content(session, 'a,b\n"open,1\n', 'account'), { code: 'kernel.bad-import' })
  await assert.rejects(stand.content(session, '%PDF-1.7', 'account'), { code: 'kernel.bad-import' })
})
