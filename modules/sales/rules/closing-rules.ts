import { type Issue, isFilled, issue, type RuleContext } from '#kernel/model'
import { gateIssues, isLetIn } from './gate.ts'

type Values = Readonly<Record<string, unknown>>

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
const outcomeOf = (deal: Values | null): unknown => deal?.outcome ?? 'open'

/** Figures of a won deal that targets and commission go by. Lines are seen once somebody has touched them. */
const frozen = ['amount', 'amountFromLines', 'closedOn', 'lines'] as const
const touchedIn = (row: Values, before: Values) =>
  frozen.filter((name) => (name === 'lines' ? row.lines !== undefined && row.lines !== null : !isSame(row[name], before[name])))

const stayedWon = (row: Values, before: Values | null): before is Values => before?.outcome === 'won' && row.outcome === 'won'

/** Figures of a won deal were changed as somebody had allowed: once. */
export const usedFigures = (row: Values, before: Values | null): { figuresReleased?: false } =>
  stayedWon(row, before) && before.figuresReleased === true && touchedIn(row, before).length > 0 ? { figuresReleased: false } : {}

/** What stands against how a deal comes to a stage or leaves it, and against changing what was won, by whatever road. */
export function stageIssues(row: Values, before: Values | null, context: RuleContext): readonly Issue[] {
  const needs = context.option('stage', row.stage)?.needs
  const found = [
    ...gateIssues(needs, row, before),
    ...leavingIssues(row, before, context),
    ...lossIssues(row, before),
    ...frozenIssues(row, before),
  ]
  return found.filter((one): one is Issue => !!one)
}

/** An import with the right to it brought in what others would have been asked about: the deal carries a mark. */
export const migrated = (row: Values, before: Values | null, context: RuleContext): { isMigrated?: true } =>
  context.mayImport && isLetIn(context) && !context.isSystem && stageIssues(row, before, context).length > 0 ? { isMigrated: true } : {}

/** A closed deal is opened again before it ends otherwise; that of a won one an import may not do, as nobody asks there who brings it in. */
function leavingIssues(row: Values, before: Values | null, context: RuleContext): readonly (Issue | false)[] {
  const was = outcomeOf(before)
  if (!before || was === 'open' || row.outcome === was) return []
  return [
    row.outcome !== 'open' && issue('stage', 'sales.opportunity-closed', { stage: before.stage }),
    row.outcome === 'open' && was === 'won' && !!context.mayImport && issue('stage', 'sales.reopen-won-needs-manager'),
  ]
}

function lossIssues(row: Values, before: Values | null): readonly (Issue | false)[] {
  if (row.outcome !== 'lost' || outcomeOf(before) === 'lost') return []
  return [
    !isFilled(row.lossKind) && issue('lossKind', 'sales.lost-why'),
    row.lossKind === 'other' && !isFilled(row.lossReason) && issue('lossReason', 'sales.lost-why'),
    !isFilled(row.lostTo) && row.lostToNobody !== true && issue('lostTo', 'sales.lost-to-whom', { reason: 'field' }),
  ]
}

function frozenIssues(row: Values, before: Values | null): readonly Issue[] {
  if (!stayedWon(row, before) || before.figuresReleased === true) return []
  return touchedIn(row, before).map((name) => issue(name, 'sales.won-frozen', { closedOn: before.closedOn }))
}
