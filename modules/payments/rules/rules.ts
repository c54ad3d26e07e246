import type { RulesDef } from '#kernel/model'
import { bankRules } from './bank-rules.ts'
import { invoiceRules, invoiceShareRules } from './invoice-rules.ts'
import { allocationRules, receiptRules } from './receipt-rules.ts'
import { supplierPaymentRules } from './supplier-payment-rules.ts'

/** All rules of the module, for the write road and for the forms. */
export const rules: readonly RulesDef[] = [receiptRules, allocationRules, invoiceRules, invoiceShareRules, supplierPaymentRules, bankRules]
