import type { HomeDef } from '#kernel'

const inForce = { status: { in: ['running', 'finished'] }, kind: { ne: 'purchase' } }
const gap = ['account', 'received', 'billed', 'billingGap', 'owner']

/** What finance looks at first, and what is to be cleared before a month is closed, on one page. */
const close: HomeDef = {
  name: 'payments.close',
  roles: ['finance'],
  tiles: [
    { kind: 'create', objects: ['bankStatement', 'receipt', 'invoice', 'supplierPayment'] },
    {
      kind: 'number',
      key: 'unclaimed',
      object: 'receipt',
      filter: { status: 'unclaimed' },
      figure: { measure: 'sum', of: 'amount', on: 'receivedOn' },
    },
    { kind: 'number', key: 'toConfirm', object: 'receipt', filter: { status: 'proposed' } },
    { kind: 'number', key: 'toIssue', object: 'invoice', filter: { status: { in: ['requested', 'approved'] } } },
    { kind: 'number', key: 'toPay', object: 'supplierPayment', filter: { status: { in: ['requested', 'approved'] } } },
    { kind: 'report', report: { name: 'payments.received', part: 'months' } },
    { kind: 'report', report: { name: 'payments.ageing', part: 'late' } },
    {
      kind: 'rows',
      key: 'money',
      object: 'receipt',
      filter: { status: { in: ['unclaimed', 'proposed'] } },
      sort: ['receivedOn'],
      columns: ['payerName', 'amount', 'receivedOn', 'status'],
    },
    {
      kind: 'rows',
      key: 'withoutInvoice',
      object: 'contract',
      filter: { ...inForce, billingGap: { lt: 0 } },
      sort: ['signedOn'],
      columns: gap,
    },
    {
      kind: 'rows',
      key: 'withoutReceipt',
      object: 'contract',
      filter: { ...inForce, billingGap: { gt: 0 } },
      sort: ['signedOn'],
      columns: gap,
    },
    {
      kind: 'rows',
      key: 'withoutScan',
      object: 'contract',
      filter: { status: 'running', scan: { empty: true } },
      sort: ['signedOn'],
      columns: ['account', 'amount', 'signedOn', 'owner'],
    },
    {
      kind: 'rows',
      key: 'withoutDay',
      object: 'planLine',
      filter: { isLive: true, isWaived: false, dueOn: { empty: true } },
      sort: ['contract'],
      columns: ['contract', 'amount', 'status'],
    },
  ],
}

export const homes: readonly HomeDef[] = [close]
