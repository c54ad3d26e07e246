import assert from 'node:assert/strict'
import { test } from 'node:test'
import ExcelJS from 'exceljs'
import { changeEffects } from '../actions/change-effects.ts'
import { answer, dispute, say } from '../actions/disputes.ts'
import { payroll } from '../actions/payroll.ts'
import { amount, faultOf, openCompany } from './company.ts'

const { app, rep, mate, stranger, manager, finance, reader, month, plan, won, signed, count, statementOf, linesOf, pay } =
  await openCompany()
const first = await plan()

test('a dispute is a thread of both sides, which the other side hears of, and ends with an outcome', async () => {
  await won(1_000, `${month(1)}-10`)
  await won(500, `${month(1)}-11`, {}, mate)
  await count(first, month(1))
  const { calculate } = await import('../actions/statements.ts')
  const statement = await statementOf(rep, month(1))
  await finance.call(calculate, { commissionStatement: statement!.id })
  const commissionLine = (await linesOf(statement))[0]!.id as string
  assert.equal(await faultOf(rep.call(say, { commissionLine, content: '还没有异议' })), 'commissions.nothing-disputed')
  await rep.call(dispute, { commissionLine, reason: '少算了二期' })
  await manager.call(say, { commissionLine, content: '二期还没有赢单' })
  await rep.call(say, { commissionLine, content: '十号已经赢了' })
  for (const other of [mate, stranger])
    assert.match(await faultOf(other.call(say, { commissionLine, content: '我也说' })), /^kernel\.(not-found|forbidden)$/)
  assert.equal(await faultOf(rep.call(answer, { commissionLine, outcome: 'accepted', answer: '我对' })), 'kernel.forbidden')
  await finance.call(answer, { commissionLine, outcome: 'explained', answer: '下月计入' })
  const thread = async (who: typeof rep) =>
    (await who.list('disputeNote', { filter: { line: commissionLine }, sort: ['createdAt', 'id'] })).map(({ saidBy, content }) => [
      (saidBy as { id: string }).id,
      content,
    ])
  assert.deepEqual(await thread(rep), [
    [rep.id, '少算了二期'],
    [manager.id, '二期还没有赢单'],
    [rep.id, '十号已经赢了'],
    [finance.id, '下月计入'],
  ])
  assert.equal((await thread(manager)).length, 4)
  for (const other of [mate, stranger, reader]) assert.deepEqual(await thread(other).catch(() => []), [])
  assert.equal((await rep.one('commissionLine', commissionLine)).outcome, 'explained')
  assert.equal(await faultOf(rep.call(say, { commissionLine, content: '不同意' })), 'commissions.nothing-disputed')
  const [note] = await rep.list('disputeNote', { filter: { line: commissionLine } })
  assert.match(await faultOf(finance.change('disputeNote', note!.id as string, { content: '改' })), /^kernel\./)
})

test('a locked month goes to payroll as a workbook, by finance alone', async () => {
  const of = month(2)
  await won(1_000, `${of}-10`)
  await won(500, `${of}-11`, {}, mate)
  await app.system.change('member', mate.id, { externalId: 'HR-0042' })
  await count(first, of)
  const own = await pay(rep, of)
  assert.equal(await faultOf(finance.call(payroll, { commissionStatement: own })), 'commissions.month-open')
  await pay(mate, of)
  for (const other of [rep, manager, stranger, reader])
    assert.match(await faultOf(other.call(payroll, { commissionStatement: own })), /^kernel\.(not-found|forbidden)$/)
  const made = await finance.call(payroll, { commissionStatement: own, language: 'en' })
  const content = await app.system.work((work) => work.files.content((made.file as { id: string }).id))
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(content as unknown as Parameters<typeof book.xlsx.load>[0])
  const [sheet] = book.worksheets
  const rows: unknown[][] = []
  sheet!.eachRow((row) => rows.push(Array.from({ length: 6 }, (_, i) => row.getCell(i + 1).value)))
  const numberOf = async (person: { id: string }) => (await statementOf(person, of))!.number
  assert.deepEqual(rows[0], ['Person', 'Number of the person', 'Month', 'Commission', 'Currency', 'Statement'])
  assert.deepEqual(
    rows.slice(1).toSorted((a, b) => Number(b[3]) - Number(a[3])),
    [
      ['林知夏', null, of, 100, 'CNY', await numberOf(rep)],
      ['许澄', 'HR-0042', of, 50, 'CNY', await numberOf(mate)],
    ],
  )
  assert.equal((await finance.list('commissionPayroll', { filter: { month: of } })).length, 1)
  for (const other of [rep, manager, reader]) assert.deepEqual(await other.list('commissionPayroll').catch(() => []), [])
})

test('a change order says beforehand by how much commission changes, to those who may know', async () => {
  await plan({ measure: 'signed' }, 5)
  const { contract } = await signed(10_000, `${month(0)}-01`)
  const [order] = await rep.create('contractChange', [{ contract, newAmount: 8_000, reason: '缩减' }])
  const effects = (who: typeof rep) => who.call(changeEffects, { contractChange: order!.id })
  const seen = await effects(rep)
  assert.equal(amount(seen.commission), -100)
  assert.deepEqual(seen.people, [{ id: rep.id, name: '林知夏', commission: -100 }])
  for (const other of [manager, finance]) assert.equal(amount((await effects(other)).commission), -100)
  const outsider = await effects(reader).catch(() => ({ commission: null }))
  assert.equal(amount(outsider.commission), null)
})
