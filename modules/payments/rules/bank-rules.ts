import { defineRules, issue } from '#kernel/model'
import { bankStatement } from '../objects/bank-statement.ts'

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** A file is read once; another one is another statement. */
export const bankRules = defineRules(bankStatement, {
  check: (row, before) => [
    !!before &&
      !same((row.file as { id?: string } | null)?.id, (before.file as { id?: string } | null)?.id) &&
      issue('file', 'payments.file-stays'),
    !!before && row.bankAccount !== before.bankAccount && issue('bankAccount', 'payments.file-stays'),
  ],
})
