import { defineRules, issue } from '#kernel/model'
import { priceList } from '../objects/price-list.ts'
import { priceRow } from '../objects/price-row.ts'
import { product } from '../objects/product.ts'

const ends = (path: string, from: string | null | undefined, to: string | null | undefined) =>
  !!from && !!to && to < from && issue(path, 'catalog.ends-before-begin', { from })

export const priceListRules = defineRules(priceList, {
  reads: ['id', 'parent', 'validFrom', 'validTo'],
  check: (row) => [
    !!row.parent && row.parent === row.id && issue('parent', 'catalog.own-parent'),
    ends('validTo', row.validFrom, row.validTo),
  ],
})

export const priceRowRules = defineRules(priceRow, {
  reads: ['validFrom', 'validTo'],
  check: (row) => [ends('validTo', row.validFrom, row.validTo)],
})

/** A product is pushed or held back for a reason, and for a time. */
export const productRules = defineRules(product, {
  reads: ['status', 'promotion', 'promotionReason', 'promotionFrom', 'promotionUntil', 'isUncatalogued', 'standing'],
  derive: (row, _before, { today }) => {
    if (row.status === 'approvalOnly' || row.status === 'offSale') return { standing: row.status }
    if (row.isUncatalogued === true) return { standing: 'uncatalogued' as const }
    const holds = (row.promotionFrom ?? today) <= today && (row.promotionUntil ?? today) >= today
    return { standing: holds ? (row.promotion ?? null) : null }
  },
  check: (row) => [
    !!row.promotion && !row.promotionReason && issue('promotionReason', 'catalog.reason-needed'),
    ends('promotionUntil', row.promotionFrom, row.promotionUntil),
  ],
})
