import { defineRules, issue } from '#kernel/model'
import { optionGroup } from '../objects/option-group.ts'
import { optionRule } from '../objects/option-rule.ts'
import { productOption } from '../objects/product-option.ts'

const crossed = (least: number | null | undefined, most: number | null | undefined): boolean =>
  typeof least === 'number' && typeof most === 'number' && most < least

export const optionGroupRules = defineRules(optionGroup, {
  reads: ['pick', 'least', 'most'],
  derive: (row) => (row.pick === 'one' ? { most: 1 } : {}),
  check: (row) => [crossed(row.least, row.most) && issue('most', 'catalog.most-below-least', { least: row.least })],
})

export const productOptionRules = defineRules(productOption, {
  reads: ['leastQuantity', 'mostQuantity'],
  check: (row) => [
    crossed(row.leastQuantity, row.mostQuantity) && issue('mostQuantity', 'catalog.most-below-least', { least: row.leastQuantity }),
  ],
})

/** Each kind of rule speaks of what it needs and of nothing else. */
export const optionRuleRules = defineRules(optionRule, {
  reads: ['kind', 'option', 'other', 'part'],
  check: (row) =>
    row.kind === 'adds'
      ? [!row.part && issue('part', 'catalog.rule-lacks-part')]
      : [
          !row.option && issue('option', 'catalog.rule-lacks-option'),
          !row.other && issue('other', 'catalog.rule-lacks-option'),
          !!row.option && row.option === row.other && issue('other', 'catalog.rule-of-one'),
        ],
})
