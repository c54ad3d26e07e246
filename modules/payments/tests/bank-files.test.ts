import assert from 'node:assert/strict'
import { test } from 'node:test'
import ExcelJS from 'exceljs'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { company } from '#manifest/company'
import { contracts } from '#manifest/contracts'
import { customers } from '#manifest/customers'
import { quotes } from '#manifest/quotes'
import { sales } from '#manifest/sales'
import { sign, toSign } from '#modules/contracts'
import { approve, issue } from '../actions/invoices.ts'
import { confirm } from '../actions/receipts.ts'
import { payments } from '../module.ts'

type Row = Record<string, unknown>
const app = await testApp([customers, activities, catalog, sales, company, quotes, contracts, payments], { locale: 'zh-CN' })
const finance = await app.as('finance', { roles: ['administrator'] })
const books = await app.as('finance')
const rep = await app.as('rep')
const reader = await app.as('readonly')
const [entity] = await finance.create('legalEntity', [
  {
    name: '知客科技',
    isDefault: true,
    bankAccounts: [
      { bank: '工商银行', number: '6222021001116245702', currency: 'CNY' },
      { bank: '中国银行', number: 'CN12 4563 5100', currency: 'CNY' },
      { bank: 'Deutsche Bank', number: 'DE89370400440532013000', currency: 'EUR' },
      { bank: '招商银行', number: '755900001', currency: 'CNY' },
    ],
  },
])
const accounts = (await finance.list('bankAccount', { filter: { legalEntity: entity!.id }, sort: ['createdAt', 'id'] })) as Row[]
const accountOf = (bank: string) => accounts.find((one) => one.bank === bank)!.id as string
const amountOf = (value: unknown) => (value as { amount: number } | null)?.amount ?? null
const faultOf = (run: Promise<unknown>) =>
  run.then(
    () => assert.fail('went through'),
    (fault: { code: string; issues?: readonly { code: string }[] }) => fault.issues?.[0]?.code ?? fault.code,
  )

async function signed(name: string, amount: number, more: Row = {}) {
  const [customer] = await finance.create('account', [{ name, ...more }])
  const [row] = await finance.create('contract', [
    { name: `${name}合同`, account: customer!.id, amount, plan: [{ instalment: 1, amount, dueOn: '2026-03-05' }] },
  ])
  await finance.call(toSign, { contract: row!.id })
  await finance.call(sign, { contract: row!.id, signedOn: '2026-01-01', winDeal: false })
  return {
    account: customer!.id as string,
    contract: row!.id as string,
    number: (await finance.one('contract', row!.id as string)).number as string,
  }
}
const upload = async (bank: string, content: string | Uint8Array, name = '流水.csv') => {
  const file = await books.work((work) => work.files.keep({ name, type: 'text/csv', content: Buffer.from(content) }))
  const [row] = await books.create('bankStatement', [{ bankAccount: accountOf(bank), file }])
  return books.one('bankStatement', row!.id as string)
}
const linesOf = async (statement: Row) => {
  const lines = await books.list('bankLine', { filter: { statement: statement.id }, sort: ['place'], limit: 200 })
  return lines.map((line) => [line.on, amountOf(line.amount), line.result, line.party])
}
const receiptOf = async (statement: Row, place: number) => {
  const [line] = await books.list('bankLine', { filter: { statement: statement.id, place } })
  return finance.one('receipt', (line!.receipt as { id: string }).id)
}

/** 工商银行 as it is downloaded: a head of some rows, GB18030, quoted numbers with a tab behind. Bytes of 交易 and the like made here. */
const head = '账户明细查询\n账号:,6222021001116245702\n查询日期:,2026-03-01,2026-03-31\n'
const icbc = (rows: readonly string[]) =>
  `${head}交易日期,凭证号,摘要,用途,借方发生额(支出),贷方发生额(收入),余额,对方户名,对方账号\n${rows.join('\n')}\n合计,,,,"5,000.00","13,000.00",,,\n`

test('a table of a bank becomes money that nobody has claimed: what went out is shown, what is clear is proposed, nothing is booked', async () => {
  const hua = await signed('华瑞物流有限公司', 8_000)
  const statement = await upload(
    '工商银行',
    icbc([
      `2026-03-05,A001,转账,货款 ${hua.number},,"8,000.00","18,000.00",华瑞物流（有限公司）,6217000010`,
      '2026-03-06,A002,代发,工资,"5,000.00",,"13,000.00",员工,',
      '2026-03-07,A003,转账,往来,,"5,000.00","18,000.00",无人知晓,',
    ]),
  )
  assert.deepEqual(
    [statement.format, statement.newLines, statement.proposed, statement.knownLines, statement.outgoing, statement.skipped],
    ['table', 2, 1, 0, 1, 1],
  )
  assert.deepEqual(
    [amountOf(statement.came), amountOf(statement.wentOut), statement.firstDay, statement.lastDay],
    [13_000, -5_000, '2026-03-05', '2026-03-07'],
  )
  const first = await receiptOf(statement, 1)
  assert.deepEqual(
    [first.status, (first.account as { id: string }).id, first.bankReference, first.receivedOn, first.matchReason],
    ['proposed', hua.account, 'A001', '2026-03-05', `${hua.number}: 附言中的合同号 · 付款方名称 · 未收金额相同 · 应收日期相近 (130)`],
  )
  assert.equal((await receiptOf(statement, 3)).status, 'unclaimed')
  assert.equal(amountOf((await finance.one('contract', hua.contract)).received), null)
  await finance.call(confirm, { receipt: first.id })
  assert.equal(amountOf((await finance.one('contract', hua.contract)).received), 8_000)
})

test('the same line twice is found: in the next file, written down by hand, and in two files at once', async () => {
  const again = icbc([
    '2026-03-07,A003,转账,往来,,"5,000.00",,无人知晓,',
    '2026-03-08,A004,转账,往来,,300.50,,某人,',
    '2026-03-08,A009,转账,,,77.00,,某人,',
  ])
  await finance.create('receipt', [{ amount: 77, receivedOn: '2026-03-08', bankReference: 'A009' }])
  const both = await Promise.all([upload('工商银行', again), upload('工商银行', again)])
  assert.deepEqual(both.map(({ newLines, knownLines }) => [newLines, knownLines]).toSorted(), [
    [0, 3],
    [1, 2],
  ])
  assert.equal(await finance.count('receipt', { bankReference: 'A004' }), 1)
  // The same number with another sum is another line; without a number two that look the same are two.
  const other = await upload(
    '工商银行',
    icbc(['2026-03-09,A004,转账,,,12.00,,某人,', '2026-03-09,,转账,存,,9.00,,某人,', '2026-03-09,,转账,存,,9.00,,某人,']),
  )
  assert.deepEqual([other.newLines, other.knownLines], [3, 0])
  const third = await upload(
    '工商银行',
    icbc(['2026-03-09,,转账,存,,9.00,,某人,', '2026-03-09,,转账,存,,9.00,,某人,', '2026-03-09,,转账,存,,9.00,,某人,']),
  )
  assert.deepEqual([third.newLines, third.knownLines], [1, 2])
})

test('a workbook with one sum and a sign, headings in two languages; the columns are kept for the account and can be set right', async () => {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('交易')
  sheet.addRow(['查询账号[ Inquirer account number ]', '456351000'])
  sheet.addRow([
    '交易日期[ Transaction Date ]',
    '付款人名称[ Payer Name ]',
    '交易货币[ Trade Currency ]',
    '交易金额[ Trade Amount ]',
    '交易流水号[ Reference ]',
    '用途[ Purpose ]',
    '备注[ Remark ]',
  ])
  sheet.addRow(['20260310', '甲方公司', '人民币', '1,200.00', 'B-1', '货款', '三月'])
  sheet.addRow(['20260311', '乙方公司', 'CNY', '-50.00', 'B-2', '手续费', ''])
  const statement = await upload('中国银行', new Uint8Array(await book.xlsx.writeBuffer()), '中行.xlsx')
  assert.deepEqual(await linesOf(statement), [
    ['2026-03-10', 1_200, 'new', '甲方公司'],
    ['2026-03-11', -50, 'outgoing', '乙方公司'],
  ])
  assert.equal((await receiptOf(statement, 1)).purpose, '货款 三月')
  const [map] = await books.list('bankMap', { filter: { bankAccount: accountOf('中国银行') } })
  assert.equal(map!.amount, '交易金额[ Trade Amount ]')
  const strange = '何日,几何,谁\n2026-04-01,40.00,丙\n'
  assert.equal(await faultOf(upload('招商银行', strange)), 'payments.columns-unknown')
  await books.create('bankMap', [{ bankAccount: accountOf('招商银行'), day: '何日', amount: '几何', party: '谁' }])
  assert.deepEqual(await linesOf(await upload('招商银行', strange)), [['2026-04-01', 40, 'new', '丙']])
})

const camt = (iban: string, entries: string) => `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>1</Id><Acct><Id><IBAN>${iban}</IBAN></Id></Acct>${entries}</Stmt></BkToCstmrStmt></Document>`
const entry = (sum: string, side: string, reference: string, more = '') =>
  `<Ntry><Amt Ccy="EUR">${sum}</Amt><CdtDbtInd>${side}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-03-12</Dt></BookgDt><AcctSvcrRef>${reference}</AcctSvcrRef><NtryDtls><TxDtls>${more}</TxDtls></NtryDtls></Ntry>`

test('CAMT.053: booked entries with payer and purpose; another account, a document type and what is no statement are refused', async () => {
  const more = '<RltdPties><Dbtr><Pty><Nm>Kraft &amp; Söhne GmbH</Nm></Pty></Dbtr></RltdPties><RmtInf><Ustrd>Invoice 7</Ustrd></RmtInf>'
  const pending = entry('9.00', 'CRDT', 'C3').replace('BOOK', 'PDNG')
  const statement = await upload(
    'Deutsche Bank',
    camt('DE89370400440532013000', entry('1500.25', 'CRDT', 'C1', more) + entry('20', 'DBIT', 'C2') + pending),
  )
  assert.deepEqual(await linesOf(statement), [
    ['2026-03-12', 1_500.25, 'new', 'Kraft & Söhne GmbH'],
    ['2026-03-12', -20, 'outgoing', null],
  ])
  const came = await receiptOf(statement, 1)
  assert.deepEqual([(came.amount as { currency: string }).currency, came.purpose, came.bankReference], ['EUR', 'Invoice 7', 'C1'])
  assert.equal(await faultOf(upload('Deutsche Bank', camt('DE00000000000000000000', entry('1', 'CRDT', 'X')))), 'payments.other-account')
  assert.equal(await faultOf(upload('Deutsche Bank', '<?xml version="1.0"?><Document><Other/></Document>')), 'payments.not-a-statement')
  const evil = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><Document><a>&x;</a></Document>`
  assert.equal(await faultOf(upload('Deutsche Bank', evil)), 'kernel.bad-import')
})

test('MT940: lines with what is said of them', async () => {
  const text = [
    ':20:STARTUMS',
    ':25:DE89370400440532013000',
    ':28C:1/1',
    ':60F:C260301EUR1000,00',
    ':61:2603130313CR250,00NTRFNONREF//M1',
    ':86:166?00GUTSCHRIFT?20Rechnung 8?21 Teil 2?31DE1?32Meier?33 AG',
    ':61:2603140314D12,5NCHGNONREF',
    ':86:/NAME/Bank/REMI/Fee/',
    ':62F:C260314EUR1237,50',
    '-',
  ].join('\r\n')
  const statement = await upload('Deutsche Bank', text, 'm.sta')
  assert.deepEqual(
    [statement.format, await linesOf(statement)],
    [
      'mt940',
      [
        ['2026-03-13', 250, 'new', 'Meier AG'],
        ['2026-03-14', -12.5, 'outgoing', 'Bank'],
      ],
    ],
  )
  assert.equal((await receiptOf(statement, 1)).purpose, 'Rechnung 8 Teil 2')
})

test('a subsidiary, a contact who pays himself and a payer of before are known; of two that are as likely none is proposed', async () => {
  const mother = await signed('远航控股有限公司', 30_000)
  await finance.create('account', [{ name: '远航贸易有限公司', parent: mother.account }])
  await finance.create('contact', [{ name: '欧阳一帆', affiliations: [{ account: mother.account }] }])
  const rows = ['2026-03-20,S1,转账,,,100.00,,远航贸易有限公司,', '2026-03-20,S2,转账,,,200.00,,欧阳一帆,']
  const statement = await upload('工商银行', icbc(rows))
  const reasons = [await receiptOf(statement, 1), await receiptOf(statement, 2)].map(({ matchReason }) => matchReason)
  assert.deepEqual(reasons, [`${mother.number}: 付款方为母公司或子公司 (20)`, `${mother.number}: 付款方为客户联系人 (20)`])
  const twin = await signed('同额一公司', 4_321)
  const other = await signed('同额二公司', 4_321)
  const unclear = await upload('工商银行', icbc(['2026-03-21,T1,转账,,,"4,321.00",,不明,']))
  assert.equal((await receiptOf(unclear, 1)).status, 'unclaimed')
  assert.ok(twin && other)
})

test('the number of an invoice in the purpose, ours or the tax office’s, leads to it, and the money is set against it', async () => {
  const sold = await signed('远帆仪器有限公司', 9_000)
  const [bill] = await finance.create('invoice', [{ account: sold.account, shares: [{ contract: sold.contract, amount: 9_000 }] }])
  await finance.call(approve, { invoice: bill!.id })
  await finance.call(issue, { invoice: bill!.id, invoiceNumber: '26330000009001', issuedOn: '2026-03-02' })
  const { number } = await finance.one('invoice', bill!.id as string)
  const rows = [
    '2026-03-22,V1,转账,发票26330000009001,,"4,000.00",,代付公司,',
    `2026-03-22,V2,转账,付${String(number)}款,,"5,000.00",,另一代付,`,
  ]
  const statement = await upload('工商银行', icbc(rows))
  for (const [place, sum] of [
    [1, 4_000],
    [2, 5_000],
  ] as const) {
    const receipt = await receiptOf(statement, place)
    assert.equal(receipt.matchReason, `${String(number)}: 附言中的发票号 (60)`)
    const parts = await finance.list('allocation', { filter: { receipt: receipt.id }, fields: ['amount', 'invoice', 'contract'] } as never)
    assert.deepEqual(
      (parts as Row[]).map((part) => [amountOf(part.amount), (part.invoice as Row).id, (part.contract as Row).id]),
      [[sum, bill!.id, sold.contract]],
    )
  }
})

test('nobody but finance sees what stands on our accounts; a file is read once; an undo takes back what it brought', async () => {
  const statement = await upload('工商银行', icbc(['2026-03-25,U1,转账,,,1.00,,甲,']))
  for (const other of [rep, reader]) {
    assert.match(await faultOf(other.one('bankStatement', statement.id as string)), /^kernel\.(not-found|forbidden)$/)
    assert.match(await faultOf(other.list('bankLine', {})), /^kernel\.(not-found|forbidden)$/)
  }
  assert.equal(
    await faultOf(books.change('bankStatement', statement.id as string, { bankAccount: accountOf('招商银行') })),
    'payments.file-stays',
  )
  const [set] = await books.changeSets()
  await books.undo(String(set!.id))
  assert.equal(await finance.count('receipt', { bankReference: 'U1' }), 0)
  assert.equal((await upload('工商银行', icbc(['2026-03-25,U1,转账,,,1.00,,甲,']))).newLines, 1)
})
