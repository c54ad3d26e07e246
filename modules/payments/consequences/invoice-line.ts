import { type Change, defineConsequence, system } from '#kernel'
import { goodsOf } from '#modules/catalog'
import { invoiceShare } from '../objects/index.ts'

/** What a line of an invoice does not say is what its product says: its name, its unit, its rate and its class of goods. */
export const lineOfProduct = defineConsequence(invoiceShare, {
  reads: ['product'],
  async run(work, written) {
    const kernel = work.as(system('a line of an invoice'))
    const due = written.filter(
      ({ row }) => row.product && (!row.description || !row.unit || (row.taxRate ?? null) === null || !row.taxCode),
    )
    const goods = await goodsOf(
      kernel,
      due.map(({ row }) => row.product!),
    )
    await kernel.changeMany(
      invoiceShare,
      due.flatMap(({ row }) => {
        const its = goods.get(row.product!)
        if (!its) return []
        const to: Change<typeof invoiceShare> = {
          ...(row.description ? {} : { description: its.name }),
          ...(row.unit || !its.unit ? {} : { unit: its.unit }),
          ...((row.taxRate ?? null) !== null || its.taxRate === null ? {} : { taxRate: its.taxRate }),
          ...(row.taxCode || !its.taxCode ? {} : { taxCode: its.taxCode }),
        }
        return Object.keys(to).length > 0 ? [{ ...to, id: row.id }] : []
      }),
    )
  },
})
