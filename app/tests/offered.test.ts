import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { cloneDatabase } from '#kernel/testing'
import { modules } from '../modules.ts'
import { openProduct } from './open-product.ts'

const clone = await cloneDatabase(modules, 'en')
const product = await openProduct(clone.url, modules)
after(() => clone.drop())

/** Written down here, so that a field that becomes required and read-only does not silently take an object out of people's hands. */
const ofTheProgram = [
  ...[
    'bankLine',
    'commissionLine',
    'commissionPaper',
    'commissionPayroll',
    'commissionRehearsal',
    'commissionStatement',
    'dealMove',
    'dealStay',
    'disputeNote',
    'forecastSnapshot',
    'forecastSubmission',
    'introduction',
  ],
  ...['following', 'policyReading', 'poolCard', 'poolOpening', 'reservation', 'saleCredit', 'tipVote', 'webInvite', 'webPage', 'webVisit'],
]

test('what the program alone makes is offered to nobody, not even to administrators; all else is', async () => {
  const admin = await product.join({ name: 'admin', roles: ['administrator'] })
  const { objects } = (await admin.ask('GET', '/api/v1/meta')).json() as {
    objects: Record<string, { name: string; may: Record<string, boolean> }>
  }
  const not = (verb: string) => Object.values(objects).flatMap(({ name, may }) => (may[verb] ? [] : [name]))
  for (const verb of ['create', 'import']) {
    const missing = ofTheProgram.filter((name) => !not(verb).includes(name))
    assert.deepEqual(missing, [], verb)
  }
  for (const name of [
    'account',
    'opportunity',
    'contract',
    'contractChange',
    'receipt',
    'supplierPayment',
    'order',
    'quote',
    'tender',
    'expense',
  ])
    assert.deepEqual([name, objects[name]!.may.create, objects[name]!.may.import], [name, true, true])
})
