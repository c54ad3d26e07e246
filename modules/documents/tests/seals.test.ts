import assert from 'node:assert/strict'
import { test } from 'node:test'
import { approvalFlow } from '#kernel'
import { toSign } from '#modules/contracts'
import { askSeal, contractPdf, stamp, withdrawSeal } from '../index.ts'
import { idOf, openCompany } from './company.ts'

const { app, boss, rep, make, customer, fileOf } = await openCompany()
const finance = await app.as('finance')
const [flow] = await boss.list(approvalFlow, { filter: { object: 'sealRequest' } })
const contract = await make(rep, 'contract', {
  name: '合同',
  account: customer,
  amount: 100,
  plan: [{ instalment: 1, dueOn: '2030-01-01', amount: 100 }],
})
const wish = (more = {}) => make(rep, 'sealRequest', { contract, copies: 3, purpose: '客户要求盖章', ...more })

test('a seal request waits for approval by the flow of a fresh workspace', async () => {
  const sealRequest = await wish()
  assert.equal(flow!.active, true)
  await assert.rejects(rep.call(askSeal, { sealRequest }), { code: 'kernel.needs-approval' })
  assert.equal((await rep.one('sealRequest', sealRequest)).status, 'draft')
})

test('who stamped, when and how many copies is kept, and the contract says so; only then it is drawn with the seal', async () => {
  await boss.change(approvalFlow, idOf(flow), { active: false })
  const sealRequest = await wish()
  await rep.call(askSeal, { sealRequest })
  await rep.call(toSign, { contract })
  assert.equal((await fileOf(await rep.call(contractPdf, { contract }))).pictures, 0)
  await assert.rejects(rep.call(stamp, { sealRequest }), { code: 'kernel.forbidden' })
  await assert.rejects(finance.call(stamp, { sealRequest, copies: 4 }), { code: 'documents.too-many-copies' })
  await assert.rejects(rep.change('sealRequest', sealRequest, { copies: 9 }), (fault: { issues?: readonly { code: string }[] }) =>
    fault.issues!.some(({ code }) => code === 'documents.agreed'),
  )
  await finance.call(stamp, { sealRequest, copies: 2 })
  const row = await rep.one('sealRequest', sealRequest)
  assert.deepEqual([row.status, idOf(row.stampedBy), row.stampedCopies, typeof row.stampedOn], ['stamped', finance.id, 2, 'string'])
  const sealed = await boss.one('contract', contract)
  assert.deepEqual([sealed.sealCopies, idOf(sealed.sealedBy)], [2, finance.id])
  assert.equal((await fileOf(await rep.call(contractPdf, { contract }))).pictures, 1)
})

test('two at once stamp once', async () => {
  const sealRequest = await wish({ copies: 1 })
  await rep.call(askSeal, { sealRequest })
  const both = await Promise.allSettled([finance.call(stamp, { sealRequest }), boss.call(stamp, { sealRequest })])
  assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
})

test('nothing to stamp is refused, and a wish can be taken back with a reason', async () => {
  const empty = await make(rep, 'sealRequest', { copies: 1, purpose: 'x' })
  await assert.rejects(rep.call(askSeal, { sealRequest: empty }), { code: 'documents.stamp-what' })
  await rep.call(withdrawSeal, { sealRequest: empty, reason: '不用了' })
  await assert.rejects(rep.call(askSeal, { sealRequest: empty }), { code: 'documents.no-such-step' })
})
