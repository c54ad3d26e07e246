import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { customers } from '#manifest/customers'
import { sales } from '../module.ts'

const app = await testApp([customers, activities, catalog, sales], { locale: 'zh-CN' })
const admin = await app.as('administrator')
const idOf = (rows: readonly Record<string, unknown>[]) => String(rows[0]!.id)
const north = idOf(await admin.create('department', [{ name: '华北' }]))
const team = idOf(await admin.create('department', [{ name: '北京', parent: north }]))
const south = idOf(await admin.create('department', [{ name: '华南' }]))
const [inTeam, inSouth] = [await app.as('rep', { department: team }), await app.as('rep', { department: south })]
const software = idOf(await admin.create('productCategory', [{ name: '软件' }]))
const cloud = idOf(await admin.create('productCategory', [{ name: '云服务', parent: software }]))

async function flow(name: string, key: string, more: Record<string, unknown>): Promise<string> {
  const pipeline = idOf(await admin.create('pipeline', [{ name, isDefault: true, ...more }]))
  await admin.create('pipelineStage', [
    { pipeline, key: `${key}Late`, name: '后', position: 20, probability: 50 },
    { pipeline, key, name: '前', position: 10, probability: 5 },
  ])
  return pipeline
}
const begun = async (who: typeof inTeam, more: Record<string, unknown> = {}) =>
  (await who.create('opportunity', [{ name: '新单', ...more }]))[0]!.stage

test('a new deal begins in the pipeline of its department or those above, else of its product line, else of the company', async () => {
  assert.equal(await begun(inTeam), 'contact')
  await flow('北方流程', 'northFirst', { department: north })
  const lines = await flow('软件流程', 'softFirst', { productLine: software })
  assert.equal(await begun(inTeam), 'northFirst')
  assert.equal(await begun(inTeam, { productLine: cloud }), 'northFirst')
  assert.equal(await begun(inSouth), 'contact')
  assert.equal(await begun(inSouth, { productLine: cloud }), 'softFirst')
  assert.equal(await begun(inTeam, { pipeline: lines }), 'softFirst')
  assert.equal(await begun(inTeam, { stage: 'northFirstLate' }), 'northFirstLate')
  await flow('南方软件', 'southSoft', { department: south, productLine: software })
  assert.equal(await begun(inSouth, { productLine: cloud }), 'southSoft')
  assert.equal(await begun(inSouth), 'contact')
})

test('a department that moves begins where its new one does; a pipeline that is none of the usual ones any more is left', async () => {
  await admin.change('department', south, { parent: north })
  assert.equal(await begun(inSouth), 'northFirst')
  const [one] = await admin.list('pipeline', { filter: { name: '北方流程' } })
  await admin.change('pipeline', String(one!.id), { isDefault: false })
  assert.equal(await begun(inSouth), 'contact')
})

test('each department and product line has at most one, and so has the company', async () => {
  for (const more of [{}, { department: south, productLine: software }, { productLine: software }])
    await assert.rejects(admin.create('pipeline', [{ name: '另一条', isDefault: true, ...more }]))
  await admin.create('pipeline', [{ name: '另一条', department: south }])
})

test('lines of a won deal stay, also where one of them is written by itself', async () => {
  const account = idOf(await inTeam.create('account', [{ name: '华瑞物流' }]))
  const lines = [{ quantity: 1, price: 300 }]
  const deal = idOf(await inTeam.create('opportunity', [{ name: '终端', account, stage: 'won', lines }]))
  const [line] = await inTeam.list('opportunityLine', { filter: { opportunity: deal } })
  await assert.rejects(inTeam.change('opportunityLine', String(line!.id), { quantity: 9 }), { code: 'sales.won-frozen' })
  await assert.rejects(inTeam.remove('opportunityLine', [String(line!.id)]), { code: 'sales.won-frozen' })
})
