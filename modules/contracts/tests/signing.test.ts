import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { company } from '#manifest/company'
import { customers } from '#manifest/customers'
import { quotes } from '#manifest/quotes'
import { sales } from '#manifest/sales'
import { sign, toSign } from '../actions/sign.ts'
import { contracts } from '../module.ts'

const app = await testApp([customers, activities, catalog, sales, company, quotes, contracts], { locale: 'zh-CN' })
const admin = await app.as('administrator')
const rep = await app.as('rep')

test('where our company asks for the scan, a contract is not signed without it', async () => {
  const [entity] = await admin.create('legalEntity', [{ name: '要扫描件的公司', scanToSign: true }])
  const [customer] = await rep.create('account', [{ name: '扫描件客户' }])
  const [row] = await rep.create('contract', [{ name: '要扫描', account: customer!.id, amount: 1, legalEntity: entity!.id }])
  await rep.call(toSign, { contract: row!.id, acceptUnplanned: true })
  await assert.rejects(rep.call(sign, { contract: row!.id }), (fault: { code: string; details?: object; params?: object }) => {
    assert.equal(fault.code, 'contracts.incomplete')
    assert.match(JSON.stringify(fault), /"missing":\["scan"\]/)
    return true
  })
  assert.equal((await rep.one('contract', row!.id as string)).status, 'toBeSigned')
  await admin.change('legalEntity', entity!.id as string, { scanToSign: false })
  assert.equal((await rep.call(sign, { contract: row!.id })).status, 'running')
})
