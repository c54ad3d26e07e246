import { choice, day, decimal, defineObject, formula, link, longText, text } from '#kernel/model'
import { product } from '#objects/catalog'
import { opportunity } from '#objects/sales'

/** Something that a customer tries: a sample or a trial, until when, and whether it came back or was bought. */
export const dealTrial = defineObject('dealTrial', {
  plural: 'dealTrials',
  title: 'name',
  owned: true,
  follows: 'opportunity',
  icon: 'package',
  open: { state: 'out' },
  search: ['name', 'serial'],
  fields: {
    name: text({ required: true, max: 200 }),
    opportunity: link(opportunity, { required: true, reverse: 'trials', onRemove: 'follow' }),
    product: link(product, { reverse: 'trials', onRemove: 'clear' }),
    quantity: decimal({ scale: 4, min: 0, default: 1 }),
    serial: text({ max: 200 }),
    beginsOn: day({ required: true, default: 'today' }),
    until: day({ required: true, indexed: true }),
    state: choice(
      [
        { key: 'out', color: 'accent' },
        { key: 'bought', color: 'green', kind: 'won', verb: 'buy-trial' },
        { key: 'back', color: 'grey', kind: 'lost', verb: 'take-back' },
        { key: 'lost', color: 'red', kind: 'lost', verb: 'write-off' },
      ],
      { required: true, default: 'out', indexed: true },
    ),
    endedOn: day({ readOnly: true }),
    dueState: formula({
      expression: 'state != "out" ? null : until < today() ? "late" : until <= today() + 3 ? "soon" : null',
      as: 'choice',
      choices: [
        { key: 'late', color: 'red' },
        { key: 'soon', color: 'amber' },
      ],
    }),
    remark: longText({ max: 4000 }),
  },
  views: {
    list: {
      columns: ['name', 'opportunity', 'product', 'quantity', 'beginsOn', 'until', 'state', 'dueState', 'owner', 'updatedAt'],
      sort: 'until',
    },
    board: { by: 'state', card: ['opportunity', 'until', 'dueState', 'owner'] },
    facts: ['opportunity', 'until', 'dueState', 'owner'],
    path: 'state',
    mark: 'dueState',
    form: [
      {
        section: 'basic',
        rows: [
          ['name', 'opportunity'],
          ['product', 'quantity'],
          ['serial', 'owner'],
          ['beginsOn', 'until'],
          ['state', 'endedOn'],
          ['remark'],
        ],
      },
    ],
  },
})
