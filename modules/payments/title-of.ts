import type { RowOf, Work } from '#kernel'
import { account, billingTitle } from '#objects/customers'
import type { invoice } from './objects/index.ts'

type Title = Readonly<{ name: string; taxNumber: string | null }>

/** In whose name an invoice is: the title that was chosen, else the customer's usual one, else the customer. */
export async function titleOf(kernel: Work, row: Pick<RowOf<typeof invoice>, 'account' | 'billingTitle'>): Promise<Title> {
  const customer = await kernel.one(account, row.account)
  const chosen = row.billingTitle ?? customer.billingTitle
  return chosen ? kernel.one(billingTitle, chosen) : { name: customer.name, taxNumber: null }
}
