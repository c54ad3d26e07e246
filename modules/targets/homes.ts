import type { HomeDef } from '#kernel'

const inForce = { status: { in: ['running', 'finished', 'terminated'] }, kind: { ne: 'purchase' }, form: { ne: 'frame' } }

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
      object: 'contract',
      filter: { creditedTo: 'me', ...inForce, signedOn: { within: 'thisMonth' } },
      figure: { measure: 'sum', of: 'signedAmount' },
    },
    {
      kind: 'number',
      key: 'won',
      object: 'opportunity',
      filter: { creditedTo: 'me', outcome: 'won', closedOn: { within: 'thisMonth' } },
      figure: { measure: 'sum', of: 'amount' },
    },
    { kind: 'report', report: { name: 'targets.results', part: 'course' } },
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
