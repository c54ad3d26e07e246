import { type Change, defineRules, issue, type RowOf, type RuleContext } from '#kernel/model'
import { amountByLines, type LineInput, lineCurrencies } from '#objects/catalog'
import { opportunity } from '../objects/opportunity.ts'
import { gateIssues } from './gate.ts'
import { moving } from './pace.ts'
import { splitIssues, usedRelease } from './split-rules.ts'

const reads = [
  'stage',
  'stageSince',
  'outcome',
  'pipeline',
  'lastOpenStage',
  'reopenings',
  'winBackOn',
  'foundOn',
  'closedOn',
  'probability',
  'isProbabilityByHand',
  'amount',
  'amountFromLines',
  'lines',
  'people',
  'hasDecider',
  'splits',
  'splitsReleased',
  'splitsChangedAt',
  'voidReason',
  'stageStays',
  'waivedAt',
  'moveReason',
  'movedBecause',
] as const
type Deal = { [K in (typeof reads)[number]]: RowOf<typeof opportunity>[K] | null | undefined }
type Changes = Change<typeof opportunity>
type Outcome = 'open' | 'won' | 'lost' | 'void'

const outcomeOf = (stage: unknown, context: RuleContext): Outcome => (context.option('stage', stage)?.kind as Outcome | undefined) ?? 'open'

/** What a deal's stage, amount and days say about each other. */
export const opportunityRules = defineRules(opportunity, {
  reads,
  derive: (row, before, context) => {
    const closed = closing(row, before, context)
    const moved = row.stage !== before?.stage ? { stageSince: context.now, ...(before ? reasonOf(row) : {}) } : {}
    const people = deciding({ ...row, outcome: closed.outcome }, context)
    return {
      ...closed,
      ...moved,
      ...moving({ ...row, outcome: closed.outcome }, before, context),
      ...people,
      ...usedRelease({ ...row, outcome: closed.outcome }, before, context.now),
      ...probability({ ...row, outcome: closed.outcome }, before, context),
      ...amountByLines(row, before, context.currency),
    }
  },
  check: (row, before, context) => {
    const lines = (row.lines ?? []) as readonly LineInput[]
    return [
      !!row.closedOn &&
        !!row.foundOn &&
        row.closedOn < row.foundOn &&
        issue('closedOn', 'sales.closed-before-found', { foundOn: row.foundOn }),
      lineCurrencies(lines, context.currency).length > 1 && issue('lines', 'sales.lines-mix-currencies'),
      !!row.voidReason && before?.outcome === 'void' && row.stage !== before.stage && issue('stage', 'sales.opportunity-closed'),
      ...splitIssues(row, before, context.isSystem === true),
      ...(isWaived(row, before, context) ? [] : gateIssues(context.option('stage', row.stage)?.needs, row, before)),
      strayIssue(row, before, context),
    ]
  },
})

/** What was said with a move belongs to it alone. */
const reasonOf = (row: Deal) => ({ movedBecause: row.moveReason ?? null, moveReason: null })

/** A manager lets it pass with this very move. */
const isWaived = (row: Deal, before: Deal | null, { isSystem }: RuleContext): boolean =>
  isSystem === true && !!row.waivedAt && row.waivedAt !== before?.waivedAt

/** A deal leaves its pipeline by going to a stage of another one. */
function strayIssue(row: Deal, before: Deal | null, context: RuleContext) {
  const its = context.option('stage', row.stage)?.pipeline
  const isStray =
    !!before && row.pipeline !== before.pipeline && row.stage === before.stage && typeof its === 'string' && its !== row.pipeline
  return isStray && issue('pipeline', 'sales.pipeline-by-stage')
}

/** Outcome, closing day, the stage left behind and the pipeline follow the stage. */
function closing(row: Deal, before: Deal | null, context: RuleContext) {
  const outcome: Outcome = row.voidReason ? 'void' : outcomeOf(row.stage, context)
  const was = before ? (before.outcome ?? outcomeOf(before.stage, context)) : 'open'
  const option = context.option('stage', row.stage)
  const pipeline =
    typeof option?.pipeline === 'string' && row.stage !== before?.stage
      ? { pipeline: option.pipeline as NonNullable<Deal['pipeline']> }
      : {}
  if (outcome === 'open') {
    const isReopened = was !== 'open'
    return { outcome, closedOn: null, ...pipeline, ...(isReopened ? { reopenings: (before?.reopenings ?? 0) + 1, winBackOn: null } : {}) }
  }
  const isGiven = !!row.closedOn && (!before || row.closedOn !== before.closedOn)
  const closedOn = was === outcome ? (row.closedOn ?? before?.closedOn ?? context.today) : isGiven ? row.closedOn : context.today
  return { outcome, closedOn: closedOn ?? null, ...pipeline, ...(was === 'open' && before ? { lastOpenStage: before.stage ?? null } : {}) }
}

/** Whether somebody is known who decides, and the mark where the stage asks for him. */
function deciding(row: Deal, context: RuleContext): Changes {
  const people = row.people as readonly { role?: unknown }[] | null | undefined
  const hasDecider = people ? people.some(({ role }) => role === 'decides') : row.hasDecider === true
  const isMissed = row.outcome === 'open' && !hasDecider && context.option('stage', row.stage)?.asksDecider === true
  return { hasDecider, concern: isMissed ? 'noDecider' : null }
}

/** Probability is the stage's unless somebody set it; a closed deal is certain either way. */
function probability(row: Deal, before: Deal | null, context: RuleContext): Changes {
  const option = context.option('stage', row.stage)
  const usual = typeof option?.probability === 'number' ? option.probability : null
  if (row.outcome !== 'open') return { probability: row.outcome === 'won' ? 100 : 0, isProbabilityByHand: false }
  const given = row.probability ?? null
  const isTyped = given !== null && (before ? given !== before.probability : given !== usual)
  const isKept = before ? row.stage === before.stage && !!row.isProbabilityByHand : !!row.isProbabilityByHand
  if (given !== null && (isTyped || isKept)) return { isProbabilityByHand: isKept || given !== usual }
  return { probability: usual, isProbabilityByHand: false }
}
