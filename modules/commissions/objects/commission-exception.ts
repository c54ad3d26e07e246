import { choice, decimal, defineObject, link, longText, person, text } from '#kernel/model'
import { contract } from '#objects/contracts'
import { opportunity } from '#objects/sales'
import { commissionPlan } from './commission-plan.ts'

/** Something that counts more or less than the plan says, for a person, a deal or a contract: asked for by one, agreed to by another. */
export const commissionException = defineObject('commissionException', {
  plural: 'commissionExceptions',
  title: 'name',
  owned: true,
  open: { state: 'draft' },
  icon: 'badge-percent',
  search: ['name'],
  fields: {
    name: text({ required: true, max: 200 }),
    plan: link(commissionPlan, { required: true, reverse: 'exceptions', onRemove: 'follow' }),
    state: choice(
      [
        { key: 'draft', color: 'amber' },
        { key: 'approved', color: 'green', kind: 'won', verb: 'approve-exception' },
        { key: 'refused', color: 'grey', kind: 'lost', verb: 'refuse-exception' },
      ],
      { required: true, default: 'draft', readOnly: true, indexed: true },
    ),
    person: person({ onRemove: 'follow' }),
    opportunity: link(opportunity, { reverse: 'commissionExceptions', onRemove: 'follow' }),
    contract: link(contract, { reverse: 'commissionExceptions', onRemove: 'follow' }),
    /** Times what the plan says; zero pays nothing. */
    factor: decimal({ required: true, scale: 4, min: 0, max: 100 }),
    reason: longText({ required: true, max: 2000 }),
    decidedBy: text({ max: 100, readOnly: true }),
  },
  views: {
    list: { columns: ['name', 'plan', 'person', 'opportunity', 'contract', 'factor', 'state', 'owner', 'updatedAt'], sort: '-updatedAt' },
    facts: ['plan', 'person', 'factor', 'owner'],
    path: 'state',
    form: [
      {
        section: 'basic',
        rows: [['name', 'plan'], ['person', 'factor'], ['opportunity', 'contract'], ['reason'], ['state', 'decidedBy']],
      },
    ],
  },
})
