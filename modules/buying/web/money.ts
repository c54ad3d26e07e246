type Filter = Readonly<Record<string, unknown>>
/** One sum of a customer's money: of which field of which records, and the list that it opens to. */
export type MoneyFigure = Readonly<{
  key: string
  object: string
  field: string
  filter: Filter
  list: string
  shows: Filter
  isAlarm?: true
  /** Added to it: the same of what stands under no contract. */
  also?: Readonly<{ object: string; field: string; filter: Filter }>
}>

const signed = { status: { in: ['running', 'finished', 'terminated'] }, kind: { ne: 'purchase' } }
const dueNow = { isLive: true, isWaived: false, status: { in: ['open', 'part'] }, dueOn: { lte: 'today' } }
const out = { status: { in: ['issued', 'delivered'] } }
const ours = { status: 'confirmed', kind: { nin: ['deposit', 'writeOff'] } }
const came = { status: { in: ['confirmed', 'reversed'] } }
const noContract = { contract: { empty: true } }
const sent = { status: { in: ['partDelivered', 'delivered', 'closed', 'partReturned'] } }

/** From what was signed to what is left to pay. */
export function moneyOf(account: string): readonly MoneyFigure[] {
  const contracts = { object: 'contract', list: 'contracts', filter: { account, ...signed } }
  const of = { account }
  const bills = { object: 'invoice', filter: { ...of, ...out } }
  return [
    { key: 'signed', ...contracts, field: 'worth', shows: contracts.filter },
    {
      key: 'delivered',
      object: 'orderLine',
      field: 'deliveredValue',
      filter: { 'order.account': account },
      list: 'orders',
      shows: { ...of, ...sent },
    },
    { key: 'billed', object: 'invoice', field: 'amount', filter: { ...of, ...out }, list: 'invoices', shows: { ...of, ...out } },
    {
      key: 'received',
      ...contracts,
      field: 'received',
      list: 'receipts',
      shows: { ...of, ...came },
      also: { object: 'order', field: 'received', filter: { ...of, ...noContract } },
    },
    {
      key: 'receivable',
      ...contracts,
      field: 'receivable',
      shows: { ...contracts.filter, receivable: { gt: 0 } },
      also: { ...bills, field: 'openBeside' },
    },
    {
      key: 'due',
      object: 'planLine',
      field: 'left',
      filter: { 'contract.account': account, 'contract.kind': { ne: 'purchase' }, ...dueNow },
      list: 'contracts',
      shows: { ...contracts.filter, plan: { some: dueNow } },
    },
    {
      key: 'overdue',
      ...contracts,
      field: 'overdue',
      shows: { ...contracts.filter, overdue: { gt: 0 } },
      isAlarm: true,
      also: { ...bills, field: 'overdueBeside' },
    },
    {
      key: 'credit',
      object: 'receipt',
      field: 'rest',
      filter: { ...of, ...ours },
      list: 'receipts',
      shows: { ...of, ...ours, rest: { gt: 0 } },
    },
  ]
}
