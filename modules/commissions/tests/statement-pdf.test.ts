import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statementPdf } from '../actions/statement-pdf.ts'
import { faultOf, openCompany } from './company.ts'

const { rep, mate, stranger, manager, finance, reader, month, plan, won, count, statementOf, pay } = await openCompany()
const first = await plan({ overrides: [{ level: 1, basis: 'counted', rate: 1 }] })

test('a statement is a file in three languages, for those alone who may read it', async () => {
  await won(1_234.5, `${month(2)}-10`)
  await count(first, month(2))
  const id = (await statementOf(rep, month(2)))!.id as string
  const made = await rep.call(statementPdf, { commissionStatement: id, language: 'en' })
  for (const other of [mate, stranger, reader]) {
    assert.match(await faultOf(other.call(statementPdf, { commissionStatement: id })), /^kernel\.(not-found|forbidden)$/)
    assert.match(await faultOf(other.one('commissionPaper', made.commissionPaper as string)), /^kernel\.(not-found|forbidden)$/)
  }
  for (const other of [mate, stranger]) {
    assert.equal(await other.count('commissionPaper', {}), 0)
  }
  assert.equal((await manager.one('commissionPaper', made.commissionPaper as string)).isValid, false)
  await pay(rep, month(2))
  const [a, b] = await Promise.all(['zh-CN', 'zh-TW'].map((language) => finance.call(statementPdf, { commissionStatement: id, language })))
  const papers = await rep.list('commissionPaper', { filter: { statement: id }, sort: ['issue'] })
  assert.deepEqual(
    papers.map(({ issue, isValid }) => [issue, isValid]),
    [
      [1, false],
      [2, true],
      [3, true],
    ],
  )
  assert.ok(a && b && papers.every(({ file }) => (file as { name: string }).name.endsWith('.pdf')))
})
