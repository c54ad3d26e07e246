import { defineAction, fail, type NewRow, system } from '#kernel'
import { link, money, text } from '#kernel/model'
import { followUp } from '#objects/activities'
import { product } from '#objects/catalog'
import { opportunity } from '../objects/index.ts'

const longestName = 60

/**
 * Makes a deal of what was heard in a follow-up, in one step: its customer, contact and lead, what is needed and which product is meant. Both stay linked, and the follow-up is told at the deal.
 *
 * @throws `sales.deal-of-follow-up` where a deal came of it already, with that deal
 */
export const dealFromFollowUp = defineAction('sales.deal-from-follow-up', {
  on: followUp,
  input: {
    followUp: link(followUp, { required: true }),
    name: text({ max: 200 }),
    product: link(product),
    amount: money({ min: 0 }),
  },
  result: { opportunity: link(opportunity, { required: true }) },
  fails: ['sales.deal-of-follow-up'],
  offered: { opportunity: { empty: true } } as never,
  aside: true,
  async run(work, input) {
    const row = (await work.one(followUp, input.followUp, { lock: true })) as unknown as Heard
    const kernel = work.as(system('deals of a follow-up'))
    const [known] = await kernel.find(opportunity, { fromFollowUp: row.id }, { limit: 1 })
    if (known || row.opportunity) fail('sales.deal-of-follow-up', { opportunity: known?.id ?? row.opportunity })
    const need = row.need ?? row.content
    const made: Readonly<Record<string, unknown>> = {
      name: input.name ?? (row.need ?? row.summary ?? row.content).slice(0, longestName),
      account: row.account,
      contact: row.contact,
      lead: row.lead,
      need,
      product: input.product ?? row.needProduct,
      owner: row.owner,
      fromFollowUp: row.id,
      ...(input.amount ? { amount: input.amount } : {}),
    }
    const [deal] = await work.create(opportunity, [made as NewRow<typeof opportunity>])
    await work.change(followUp, row.id, { opportunity: deal!.id } as never)
    return { opportunity: deal!.id }
  },
})

type Heard = Readonly<{
  id: string
  content: string
  summary: string | null
  need: string | null
  needProduct: string | null
  account: string | null
  contact: string | null
  lead: string | null
  owner: string | null
  opportunity: string | null
}>
