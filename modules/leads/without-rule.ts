import { fillText, textOf, type Work } from '#kernel'
import { pool } from '#modules/pools'
import type { LeadChange, LeadRow } from './lead-row.ts'

/** New leads of nobody that no rule means lie in the pool that takes such, where there is one: else administrators alone would see them. */
export async function layIntoPool(kernel: Work, leads: readonly LeadRow[]): Promise<LeadChange[]> {
  if (leads.length === 0) return []
  const taking = (await kernel.settings(pool)).filter(({ kind, isOpen, takesArrivals }) => kind === 'lead' && isOpen && takesArrivals)
  const to = taking.find(({ isDefault, forDepartment }) => isDefault && !forDepartment) ?? taking[0]
  if (!to) return []
  const { locale } = kernel.workspace
  const poolNote = fillText(textOf(kernel.modules, locale, 'leads.no-rule-meant') ?? '', {}, locale)
  return leads.map(({ id }) => ({ id, pool: to.id, poolReason: 'other', poolNote }))
}
