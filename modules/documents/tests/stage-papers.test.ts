import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fromStage } from '../index.ts'
import { idOf, openCompany, type Row } from './company.ts'

const { app, boss, rep, make, customer, fileOf } = await openCompany()
const template = (about: string, body: string) => make(boss, 'documentTemplate', { name: `${about} ${Math.random()}`, about, body })
const faultOf = (run: Promise<unknown>) =>
  run.then(
    () => 'went through',
    (fault: { code: string }) => fault.code,
  )

test('a stage names papers; a deal that stands there makes each in one step, about itself, its customer, its quote or its contract', async () => {
  const [stage] = await boss.list('pipelineStage', { filter: { key: 'solution' } })
  const templates = {
    opportunity: await template('opportunity', '# 方案 {{name}}'),
    account: await template('account', '# 致 {{name}}'),
    quote: await template('quote', '# 报价 {{title}}'),
    contract: await template('contract', '# 合同 {{name}}'),
  }
  for (const [position, id] of Object.values(templates).entries())
    await make(boss, 'stagePaper', { stage: stage!.id, template: id, position })
  assert.equal(await faultOf(make(boss, 'stagePaper', { stage: stage!.id, template: templates.quote })), 'kernel.not-unique')
  assert.equal(await faultOf(make(rep, 'stagePaper', { stage: stage!.id, template: templates.quote })), 'kernel.forbidden')
  const asked = await rep.list('stagePaper', { filter: { 'stage.key': 'solution', 'template.isActive': true }, sort: ['position'] })
  assert.deepEqual(
    asked.map((row) => idOf(row.template)),
    Object.values(templates),
  )
  const deal = await make(rep, 'opportunity', { name: '泵站', account: customer, stage: 'solution' })
  const draw = (id: string, who = rep) => who.call(fromStage, { opportunity: deal, template: id })
  assert.match((await fileOf(await draw(templates.opportunity))).text, /方案泵站/)
  assert.match((await fileOf(await draw(templates.account))).text, /致华瑞物流集团/)
  assert.equal(await faultOf(draw(templates.quote)), 'documents.nothing-for-it')
  await make(rep, 'quote', { title: '旧', account: customer, opportunity: deal })
  await make(rep, 'quote', { title: '新', account: customer, opportunity: deal })
  await make(rep, 'contract', { name: '泵站合同', account: customer, opportunity: deal, amount: 1 })
  const quotes = await rep.list('quote', { filter: { opportunity: deal, isPrimary: true } })
  const made = await draw(templates.quote)
  assert.match((await fileOf(made)).text, new RegExp(`报价${String(quotes[0]!.title)}`))
  assert.match((await fileOf(await draw(templates.contract))).text, /合同泵站合同/)
  const [kept] = await rep.list('madeDocument', { filter: { template: templates.quote } })
  assert.deepEqual([idOf(kept!.quote), idOf(kept!.owner)], [idOf(quotes[0] as Row), rep.id])
})

test('gaps are named before anything is made; nobody makes a paper of what he does not see, and what goes out of use is not made', async () => {
  const gaps = await template('opportunity', '{{name}} {{need}}')
  const deal = await make(rep, 'opportunity', { name: '机房', account: customer })
  const draw = (more: Row = {}) => rep.call(fromStage, { opportunity: deal, template: gaps, ...more })
  assert.equal(await faultOf(draw()), 'documents.missing')
  assert.equal(await boss.count('madeDocument', { template: gaps }), 0)
  await draw({ acceptMissing: true })
  const stranger = await app.as('rep', { name: '别人' })
  assert.equal(await faultOf(stranger.call(fromStage, { opportunity: deal, template: gaps })), 'kernel.not-found')
  await boss.change('documentTemplate', gaps, { isActive: false })
  assert.equal(await faultOf(draw({ acceptMissing: true })), 'documents.not-in-use')
})
