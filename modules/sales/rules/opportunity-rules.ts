import { type Change, defineRules, issue, type RowOf, type RuleContext } from '#kernel/model'
import { amountByLines, type LineInput, lineCurrencies } from '#objects/catalog'
import { opportunity } from '../objects/opportunity.ts'
import { firstStage } from '../objects/stages.ts'
import { migrated, stageIssues, usedFigures } from './closing-rules.ts'
import { isLetIn } from './gate.ts'
import { moving } from './pace.ts'
import { splitIssues, usedRelease } from './split-rules.ts'

const reads = [
  'stage',
  'stageSince',
  'outcome',
  'pipeline',
  'productLine',
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
  'lossKind',
  'lossReason',
  'lostTo',
  'lostToNobody',
  'figuresReleased',
  'isMigrated',
  'expectedOn',
  'pushes',
] as const
type Deal = { [K in (typeof reads)[number]]: RowOf<typeof opportunity>[K] | null | undefined }
type Changes = Change<typeof opportunity>
type Outcome = 'open' | 'won' | 'lost' | 'void'

const outcomeOf = (stage: unknown, context: RuleContext): Outcome => (context.option('stage', stage)?.kind as Outcome | undefined) ?? 'open'

/** What a deal's stage, amount and days say about each other. */
export const opportunityRules = defineRules(opportunity, {
  reads,
  derive: (given, before, context) => {
    const begun = before ? {} : starting(given, context)
    const row = { ...given, ...begun }
    const closed = closing(row, before, context)
    const moved = row.stage !== before?.stage ? { stageSince: context.now, ...(before ? reasonOf(row) : {}) } : {}
    const people = deciding({ ...row, outcome: closed.outcome }, context)
    const set = {
      ...begun,
      ...closed,
      ...moved,
      ...moving({ ...row, outcome: closed.outcome }, before, context),
      ...people,
      ...pushing({ ...row, outcome: closed.outcome }, before),
      ...usedRelease({ ...row, outcome: closed.outcome }, before, context.now),
      ...probability({ ...row, outcome: closed.outcome }, before, context),
      ...(context.isSystem && !row.lines ? {} : amountByLines(row, before, context.currency)),
    }
    const then = { ...row, ...set }
    return { ...set, ...usedFigures(then, before), ...migrated(then, before, context) }
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
      ...(isLetIn(context) ? [] : stageIssues(row, before, context)),
      strayIssue(row, before, context),
    ]
  },
})

/** What was said with a move belongs to it alone. */
const reasonOf = (row: Deal) => ({ movedBecause: row.moveReason ?? null, moveReason: null })

/** Each time that the day on which it is expected is put off while it is open. */
const pushing = (row: Deal, before: Deal | null): Changes =>
  row.outcome === 'open' && before?.outcome === 'open' && row.expectedOn && before.expectedOn && row.expectedOn > before.expectedOn
    ? { pushes: (before.pushes ?? 0) + 1 }
    : {}

/** A deal leaves its pipeline by going to a stage of another one. */
function strayIssue(row: Deal, before: Deal | null, context: RuleContext) {
  const its = context.option('stage', row.stage)?.pipeline
  const isStray =
    !!before && row.pipeline !== before.pipeline && row.stage === before.stage && typeof its === 'string' && its !== row.pipeline
  return isStray && issue('pipeline', 'sales.pipeline-by-stage')
}

/** A new deal that names no stage begins where its pipeline does: the one it names, else that of its department, of its product line, of the company. */
function starting(row: Deal & { ownerDepartment?: unknown }, context: RuleContext): Changes {
  const usual = context.option('stage', firstStage)
  const starts = usual?.starts as Readonly<Record<string, Deal['stage']>> | null | undefined
  if (!starts || row.stage !== firstStage) return {}
  const isNamed = !!row.pipeline && row.pipeline !== usual?.pipeline
  const [department, line] = [String(row.ownerDepartment), String(row.productLine)]
  const stage = isNamed
    ? starts[String(row.pipeline)]
    : (starts[`${department} ${line}`] ?? starts[department] ?? starts[line] ?? starts.company)
  return stage ? { stage } : {}
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
