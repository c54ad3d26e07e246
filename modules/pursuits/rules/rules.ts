import { defineRules, issue, type RulesDef } from '#kernel/model'
import { dealEvaluation, dealTrial } from '../objects/index.ts'

type Values = Readonly<Record<string, unknown>>

const criteria = ['need', 'budget', 'deciders', 'competition', 'capability'] as const
const weights = criteria.map((name) => `${name}Weight` as const)
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
/** What was decided about stays as it was. */
const kept = [...criteria, ...weights, 'opportunity', 'effort', 'reasons'] as const

const evaluationRules = defineRules(dealEvaluation, {
  check: (row, before, context) => {
    const sum = weights.reduce((whole, name) => whole + Number((row as Values)[name] ?? 0), 0)
    const isDecided = !!before && before.state !== 'draft' && !context.isSystem
    return [
      sum !== 100 && issue('needWeight', 'pursuits.weights', { sum }),
      !before && !context.isSystem && row.state !== 'draft' && issue('state', 'pursuits.by-action'),
      !!before && !context.isSystem && row.state !== before.state && issue('state', 'pursuits.by-action'),
      ...(isDecided
        ? kept.filter((name) => !isSame((row as Values)[name], (before as Values)[name])).map((name) => issue(name, 'pursuits.stands'))
        : []),
    ]
  },
})

const trialRules = defineRules(dealTrial, {
  reads: ['beginsOn', 'until', 'state'],
  check: (row, before, context) => [
    !!row.beginsOn && !!row.until && row.until < row.beginsOn && issue('until', 'pursuits.ends-before'),
    !!before && !context.isSystem && row.state !== before.state && issue('state', 'pursuits.by-action'),
  ],
})

/** All rules of the module, for the write road and for the forms. */
export const rules: readonly RulesDef[] = [evaluationRules, trialRules]
