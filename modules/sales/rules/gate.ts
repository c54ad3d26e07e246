import { type Issue, isFilled, issue } from '#kernel/model'

type Values = Readonly<Record<string, unknown>>

/** Names of the fields that a stage asks for and the deal lacks. */
export const missingFor = (needs: unknown, deal: Values): string[] =>
  Array.isArray(needs) ? needs.map(String).filter((name) => name in deal && !isFilled(deal[name])) : []

/**
 * What stands between a deal and the stage it is moved to: one issue per field, at that field.
 *
 * A gate is a question to whoever moves a deal, whatever the road: board, form, cell, PATCH, an import that updates. A deal that comes in
 * states where it stands, as a deal from another system does: arriving is no move, so history can be imported as it was. Putting a change
 * back (undo, restore) is none either.
 */
export function gateIssues(needs: unknown, deal: Values, before: Values | null): readonly Issue[] {
  if (!before || deal.stage === before.stage) return []
  return missingFor(needs, deal).map((name) => issue(name, 'sales.gate-not-met', { reason: 'field', stage: deal.stage, missing: [name] }))
}
