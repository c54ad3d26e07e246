type Row = Readonly<Record<string, unknown>> & Readonly<{ id: string }>
/** What is known of a deal: quotes, contracts and orders that name it, as far as the reader sees them. */
export type Known = Readonly<{ quotes: readonly Row[]; contracts: readonly Row[]; orders: readonly Row[] }>
export type Found = Readonly<{ plural: string; id: string }>
/** One step of the way from a lead to money: done or not, and the record that says so or where it is done. */
export type WayStep = Readonly<{ key: string; isDone: boolean; at: Found | null }>

const amountOf = (value: unknown): number => Number((value as Readonly<{ amount?: unknown }> | null)?.amount ?? value ?? 0)
const idOf = (value: unknown): string | null => (value as Readonly<{ id: string }> | null)?.id ?? null
const inForce = ['running', 'finished', 'terminated']
const outThere = ['delivered', 'partReturned', 'returned', 'closed']
const wasSent = ['sent', 'accepted', 'declined', 'expired']

const found = (plural: string, row: Row | undefined): Found | null => (row ? { plural, id: row.id } : null)

/** From the first talk to the customer of a lead. */
export function wayOfLead(lead: Row): readonly WayStep[] {
  const account = idOf(lead.account)
  return [
    { key: 'answered', isDone: Boolean(lead.lastFollowUpAt), at: null },
    { key: 'need', isDone: Boolean(lead.need), at: null },
    { key: 'converted', isDone: lead.status === 'qualified', at: account ? { plural: 'accounts', id: account } : null },
  ]
}

/** From who it is for to the money that came. What comes later counts for what comes before: who has signed has been offered something. */
export function wayOfDeal(deal: Row, { quotes, contracts, orders }: Known): readonly WayStep[] {
  const signed = contracts.find(({ status }) => inForce.includes(String(status)))
  const accepted = quotes.find(({ status }) => status === 'accepted')
  const sent = accepted ?? quotes.find(({ status }) => wasSent.includes(String(status)))
  const delivered = orders.find(({ status }) => outThere.includes(String(status)))
  const paid = contracts.find(({ received, amount }) => amountOf(received) > 0 && amountOf(received) >= amountOf(amount))
  const account = idOf(deal.account)
  const steps: readonly WayStep[] = [
    { key: 'customer', isDone: Boolean(account), at: account ? { plural: 'accounts', id: account } : null },
    { key: 'need', isDone: Boolean(deal.need), at: null },
    { key: 'decider', isDone: deal.hasDecider === true, at: null },
    { key: 'offered', isDone: Boolean(sent), at: found('quotes', sent ?? quotes[0]) },
    { key: 'accepted', isDone: Boolean(accepted), at: found('quotes', accepted ?? sent) },
    { key: 'signed', isDone: Boolean(signed), at: found('contracts', signed ?? contracts[0]) },
    { key: 'delivered', isDone: Boolean(delivered), at: found('orders', delivered ?? orders[0]) },
    { key: 'paid', isDone: Boolean(paid), at: found('contracts', paid ?? signed) },
  ]
  const last = steps.findLastIndex(({ key, isDone }) => isDone && ['offered', 'accepted', 'signed'].includes(key))
  return steps.map((step, i) => (i < last && ['offered', 'accepted'].includes(step.key) ? { ...step, isDone: true } : step))
}

const agreed = ['offered', 'accepted', 'signed', 'delivered', 'paid']

/** What comes next: the first step that is not done. Who has come as far as an offer is not sent back before it. */
export function nextOf(steps: readonly WayStep[]): WayStep | undefined {
  const furthest = steps.findLastIndex(({ key, isDone }) => isDone && agreed.includes(key))
  return steps.slice(furthest + 1).find(({ isDone }) => !isDone)
}
