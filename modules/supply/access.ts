import { grant } from '#kernel'
import { productCategory } from '#objects/catalog'
import { arrival, seasonLine, seasonPlan, stockProposal } from './objects/index.ts'

const readers = ['rep', 'finance', 'readonly'] as const
const keep = { read: 'all', create: true, update: 'all', remove: 'all', export: true, import: true } as const
const noSteps = { 'supply.accept': false, 'supply.drop': false }

/** Whoever sells sees what comes and when; managers and the warehouse say it. */
export const grants = [
  ...['manager', 'warehouse'].flatMap((role) =>
    [arrival, seasonPlan, seasonLine, stockProposal].map((object) => grant(role, object, keep)),
  ),
  grant('warehouse', productCategory, { read: 'all' }),
  ...readers.flatMap((role) => [
    grant(role, arrival, { read: 'all', export: true, actions: { 'supply.arrive': false, 'supply.call-off': false } }),
    grant(role, seasonPlan, { read: 'all', export: true, actions: { 'supply.draw-up': false, 'supply.propose': false } }),
    grant(role, seasonLine, { read: 'all', export: true }),
    grant(role, stockProposal, { read: 'all', export: true, actions: noSteps }),
  ]),
]
