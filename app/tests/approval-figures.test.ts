import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Json, must, openCompany } from './approval-company.ts'

const { people, flow, submit, does, view } = await openCompany()
const { ada, tom, rep, rob, fin } = people

test('whoever decides sees the figures by his own rights: a margin that the submitter does not see, and nothing that he may not see himself', async () => {
  await flow({ title: 'Terms', object: 'quote', watched: ['paymentTerms'] }, [
    { approvers: { kind: 'people', people: [tom.id, rob.id] }, mode: 'all' },
  ])
  const account = await must(201, rep.ask('POST', '/api/v1/accounts', { name: 'Huarui' }))
  const entity = await must(201, ada.ask('POST', '/api/v1/legal-entities', { name: 'Ours' }))
  const made = await must(
    201,
    rep.ask('POST', '/api/v1/quotes', {
      title: 'Pumps',
      account: account.id,
      legalEntity: entity.id,
      lines: [{ description: 'Pump', quantity: 1, price: 1_000 }],
    }),
  )
  const [line] = (await must(200, rep.ask('GET', `/api/v1/quotes/${String(made.id)}`))).lines as Json[]
  await must(200, fin.ask('PATCH', `/api/v1/quotes/${String(made.id)}`, { lines: [{ id: line!.id, cost: 600 }] }))
  const change = { does: 'change', object: 'quote', id: made.id, values: { paymentTerms: '60 days', handDiscount: 100 } }
  const one = await submit(rep, change)
  const seen = async (who: typeof rep) => (await view(who, one)).facts as Json
  const margin = Number((await seen(tom)).marginRate)
  assert.ok(margin > 0, 'as it would be')
  assert.equal('marginRate' in (await seen(rep)), false)
  assert.equal('marginRate' in (await seen(rob)), false, 'asked without the right to see it')
  assert.equal(((await seen(rob)).account as Json).title, 'Huarui', 'what the submitter sees is told to whoever is asked')
  assert.equal((await view(rob, one)).untold, 2, 'margin and its rate are other as well')
  for (const who of [tom, rob]) await must(204, does(who, one, 'approve'))
  const after = await must(200, ada.ask('GET', `/api/v1/quotes/${String(made.id)}`))
  assert.equal(Number(after.marginRate), margin)
})

test('flows that are ready are taken as they stand: refund, change order, quote beyond a limit', async () => {
  const ready = [
    { object: 'receipt', action: 'payments.confirm', condition: 'kind == "refund"' },
    { object: 'contractChange', action: 'contracts.put-in-force' },
    { object: 'quote', action: 'quotes.submit', condition: 'concern == "beyondLimits"' },
  ]
  for (const spec of ready)
    await flow({ occasion: 'action', active: false, ...spec }, [
      { approvers: { kind: 'superior', level: 1 } },
      { approvers: { kind: 'role', role: 'finance' } },
    ])
})
