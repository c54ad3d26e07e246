import type { HomeDef } from '#kernel'

/** What somebody who sells looks at first: his target of the month beside what he signed, won and what is sure to come, then his own work. */
const own: HomeDef = {
  name: 'targets.own',
  roles: ['rep', 'manager'],
  tiles: [
    { kind: 'create', objects: ['opportunity', 'lead', 'account', 'task'] },
    {
      kind: 'number',
      key: 'target',
      object: 'salesTarget',
      filter: {
        owner: 'me',
        whom: 'person',
        measure: 'signed',
        level: 'target',
        category: { empty: true },
        month: { within: 'thisMonth' },
      },
      figure: { measure: 'sum', of: 'amount' },
    },
    {
      kind: 'number',
      key: 'signed',
      object: 'saleCredit',
      filter: { person: 'me', event: 'signed', on: { within: 'thisMonth' } },
      figure: { measure: 'sum', of: 'credited' },
    },
    {
      kind: 'number',
      key: 'won',
      object: 'saleCredit',
      filter: { person: 'me', event: 'won', on: { within: 'thisMonth' } },
      figure: { measure: 'sum', of: 'credited' },
    },
    { kind: 'report', report: { name: 'commissions.results', part: 'months' } },
    {
      kind: 'rows',
      key: 'due',
      object: 'opportunity',
      filter: { owner: 'me', outcome: 'open', expectedOn: { within: 'thisMonth' } },
      sort: ['expectedOn'],
      columns: ['account', 'amount', 'stage', 'expectedOn'],
    },
    { kind: 'board', object: '*' },
    { kind: 'recent', object: '*' },
  ],
}

export const homes: readonly HomeDef[] = [own]
