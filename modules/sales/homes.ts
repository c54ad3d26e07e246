import type { HomeDef } from '#kernel'

const isOpen = { outcome: 'open' }

/** What a manager looks at first: how much is open in the team, what is about to be closed, and where deals wait. */
const team: HomeDef = {
  name: 'sales.team',
  roles: ['manager'],
  tiles: [
    { kind: 'create', objects: ['opportunity', 'lead', 'account', 'task'] },
    { kind: 'number', key: 'open', object: 'opportunity', filter: isOpen },
    { kind: 'number', key: 'amount', object: 'opportunity', filter: isOpen, figure: { measure: 'sum', of: 'amount' } },
    {
      kind: 'number',
      key: 'won',
      object: 'opportunity',
      filter: { outcome: 'won', closedOn: { within: 'thisMonth' } },
      figure: { measure: 'sum', of: 'amount', on: 'closedOn' },
    },
    { kind: 'report', report: { name: 'sales.funnel', part: 'stages' } },
    { kind: 'report', report: { name: 'sales.won-by-month', part: 'months' } },
    {
      kind: 'rows',
      key: 'due',
      object: 'opportunity',
      filter: { ...isOpen, expectedOn: { within: 'thisMonth' } },
      sort: ['expectedOn'],
      columns: ['account', 'amount', 'expectedOn', 'owner'],
    },
    {
      kind: 'rows',
      key: 'largest',
      object: 'opportunity',
      filter: isOpen,
      sort: ['-amount'],
      columns: ['account', 'amount', 'stage', 'owner'],
    },
    { kind: 'recent', object: 'account' },
    { kind: 'recent', object: 'contact' },
    { kind: 'recent', object: 'lead' },
  ],
}

export const homes: readonly HomeDef[] = [team]
