import { defineRules, isFilled, issue, type RuleContext } from '#kernel/model'
import { amountByLines, type LineInput, lineCurrencies, moneyOf } from '#objects/catalog'
import { contract } from '../objects/contract.ts'
import { type ContractStatus, isFixed, isSigned } from './contract-steps.ts'

type Values = Readonly<Record<string, unknown>>

/** What was agreed: from the way to the signature on it stays, and only a change order changes it. */
const agreed = ['name', 'account', 'kind', 'form', 'parent', 'legalEntity', 'amount', 'lines', 'startsOn', 'endsOn', 'number'] as const

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** Fields of what was agreed that a write by hand would change. */
function touchedAgreed(row: Values, before: Values | null, context: RuleContext): string[] {
  if (!before || context.isSystem || !isFixed(before.status as ContractStatus)) return []
  return agreed.filter((name) => (name === 'lines' ? row.lines !== undefined && row.lines !== null : !isSame(row[name], before[name])))
}

/** What is signed is kept in the moment in which it is: also where a contract comes in as signed. A frame has no amount then, nor later. */
const signedFor = (row: Values, before: Values | null, currency: string) =>
  isSigned(row.status as ContractStatus) &&
  !isSigned(before?.status as ContractStatus) &&
  !isFilled(row.signedAmount) &&
  isFilled(row.amount)
    ? { signedAmount: moneyOf(row.amount, currency) }
    : {}

/** A new contract is a draft. One that ran elsewhere comes in by an import with the right to say how contracts stand. */
const isLetIn = (context: RuleContext): boolean => context.isSystem === true || context.mayImport?.('status') === true
const isFurther = (row: Values, before: Values | null): boolean => !before && isFixed(row.status as ContractStatus)
const migrated = (row: Values, before: Values | null, context: RuleContext): { isMigrated?: true } =>
  isFurther(row, before) && !context.isSystem && isLetIn(context) ? { isMigrated: true } : {}

/** What a contract's lines, days and state say about each other. */
export const contractRules = defineRules(contract, {
  derive: (row, before, context) => {
    const sums = isFixed(before?.status) ? {} : amountByLines(row, before, context.currency)
    return { ...sums, ...signedFor({ ...row, ...sums }, before, context.currency), ...migrated(row, before, context) }
  },
  check: (row, before, context) => [
    isFurther(row, before) && !isLetIn(context) && issue('status', 'contracts.by-action', { from: 'draft', to: row.status }),
    !!before &&
      !context.isSystem &&
      row.status !== before.status &&
      issue('status', 'contracts.by-action', { from: before.status, to: row.status }),
    !!row.startsOn &&
      !!row.endsOn &&
      row.endsOn < row.startsOn &&
      issue('endsOn', 'contracts.ends-before-start', { startsOn: row.startsOn }),
    lineCurrencies((row.lines ?? []) as readonly LineInput[], context.currency).length > 1 && issue('lines', 'contracts.mixed-currencies'),
    !!row.parent && row.parent === (row as Values).id && issue('parent', 'contracts.own-parent'),
    (row.form === 'callOff' || row.form === 'supplement') && !row.parent && issue('parent', 'contracts.parent-missing'),
    row.status === 'running' && !isFilled(row.signedOn) && issue('signedOn', 'contracts.not-signed'),
    ...touchedAgreed(row, before, context).map((name) => issue(name, 'contracts.agreed')),
  ],
})
