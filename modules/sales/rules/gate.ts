import { type Issue, isFilled, issue, type RuleContext } from '#kernel/model'
import { plainNeeds } from '../objects/stage-needs.ts'

type Values = Readonly<Record<string, unknown>>

/** Names of the fields that a stage asks for and the deal lacks. */
export const missingFor = (needs: unknown, deal: Values): string[] =>
  Array.isArray(needs) ? needs.map(String).filter((name) => (name in deal || isPlain(name)) && !isFilled(deal[name])) : []

/** A new deal lacks what it does not name. */
const isPlain = (name: string): boolean => (plainNeeds as readonly string[]).includes(name)

/** The program writes, or somebody brings in what happened elsewhere and has the right to: nothing is asked. */
export const isLetIn = (context: RuleContext): boolean => context.isSystem === true || context.mayImport?.('isMigrated') === true

const hasMoved = (deal: Values, before: Values | null): boolean => !before || deal.stage !== before.stage

/**
 * What stands between a deal and the stage that it comes to: one issue per field, at that field.
 *
 * A gate is a question to whoever makes or moves a deal, whatever the road: board, form, cell, PATCH, an import. Putting a change back (undo, restore) is no move.
 */
export function gateIssues(needs: unknown, deal: Values, before: Values | null): readonly Issue[] {
  if (!hasMoved(deal, before)) return []
  return missingFor(needs, deal).map((name) => issue(name, 'sales.gate-not-met', { reason: 'field', stage: deal.stage, missing: [name] }))
}
