import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { win } from '#modules/sales'
import { gatherCredits } from '../count/gather.ts'
import { amount, openCompany } from './company.ts'

const { app, rep, mate, admin, today, account } = await openCompany()
const creditsOf = (deal: string) => admin.list('saleCredit', { filter: { opportunity: deal }, sort: ['share'] })

test('credit that two works give at the same time is given once', async () => {
  const customer = await account()
  await rep.work(
    (work) =>
      app.engine.writes.create(work, 'opportunity', [
        { name: '导入的商机', account: customer, amount: 900, stage: 'won', closedOn: today },
      ]),
    { via: 'import' },
  )
  const [deal] = (await rep.list('opportunity', { filter: { name: '导入的商机' } })).map(({ id }) => id as string)
  assert.deepEqual(await creditsOf(deal!), [])
  let commit = () => {}
  const held = new Promise<void>((done) => {
    commit = done
  })
  let hasGathered = () => {}
  const gathered = new Promise<void>((done) => {
    hasGathered = done
  })
  const first = app.system.work(async (work) => {
    await gatherCredits(work)
    hasGathered()
    await held
  })
  await gathered
  // A round of the clock while the first is not done.
  const second = app.system.work((work) => gatherCredits(work))
  await wait(300)
  commit()
  await Promise.all([first, second])
  assert.deepEqual(
    (await creditsOf(deal!)).map((row) => [amount(row.amount), row.share]),
    [[900, 100]],
  )
})

test('whoever shared in a deal takes over the credit of a colleague who leaves', async () => {
  const [deal] = await rep.create('opportunity', [
    {
      name: '两人的商机',
      account: await account(),
      amount: 1_000,
      foundOn: '2020-01-01',
      splits: [
        { person: rep.id, share: 40 },
        { person: mate.id, share: 60 },
      ],
    },
  ])
  const id = deal!.id as string
  await rep.call(win, { opportunity: id, closedOn: today })
  const [, his] = await creditsOf(id)
  await app.system.change('saleCredit', his!.id as string, { owner: rep.id })
  assert.deepEqual(
    (await creditsOf(id)).map((row) => [(row.owner as { id: string }).id, (row.person as { id: string }).id, row.share]),
    [
      [rep.id, rep.id, 40],
      [rep.id, mate.id, 60],
    ],
  )
})
