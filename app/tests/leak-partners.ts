import assert from 'node:assert/strict'
import type { Person } from './open-product.ts'

/** A role of the workspace's own: everything but leads, customers only of one representative, and the price of goods without their cost. */
export async function addPartners({ ask }: Person): Promise<void> {
  const [all, own] = [
    { read: 'all', export: true },
    { read: 'own', export: true },
  ]
  const withoutCosts = Object.fromEntries(['cost', 'margin', 'marginRate', 'approvedMarginRate'].map((name) => [name, 'hidden']))
  const grants = {
    account: { ...all, wall: { 'owner.name': 'rep' } },
    contact: own,
    ...Object.fromEntries(['opportunity', 'dealMove', 'dealStay'].map((name) => [name, own])),
    ...Object.fromEntries(
      [
        ...['billingTitle', 'contract', 'contractChange', 'receipt', 'invoice', 'expense', 'order', 'delivery', 'orderReturn'],
        ...['sealRequest', 'madeDocument', 'tender', 'policy'],
        ...['salesTarget', 'forecastAdjustment', 'forecastSubmission', 'forecastSnapshot'],
      ].map((name) => [name, own]),
    ),
    product: { ...all, fields: { cost: 'hidden' } },
    quote: { ...own, fields: withoutCosts },
    quoteLine: { ...own, fields: { cost: 'hidden', margin: 'hidden' } },
    savedView: own,
    ownReport: own,
    reportWatch: own,
    viewChoice: own,
    ...Object.fromEntries(['approvalCase', 'approvalTask', 'approvalNote', 'approvalDelegation'].map((name) => [name, own])),
    approvalFlow: { ...all, fields: { condition: 'hidden', watched: 'hidden', steps: 'hidden', copies: 'hidden' } },
    ...Object.fromEntries(
      ['competitor', 'productCategory', 'gradeRule', 'pipeline', 'pipelineStage', 'department', 'member', 'membership', 'exchangeRate'].map(
        (name) => [name, all],
      ),
    ),
  }
  const answer = await ask('POST', '/api/v1/meta/roles', { key: 'partner', name: 'Partner', grants })
  assert.equal(answer.statusCode, 201, answer.body)
}
