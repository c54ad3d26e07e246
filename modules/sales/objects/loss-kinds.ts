import type { ChoiceOption } from '#kernel/model'

/** Why deals are lost. `other` asks for words. */
export const lossKinds = [
  { key: 'price', color: 'red' },
  { key: 'product', color: 'violet' },
  { key: 'relationship', color: 'amber' },
  { key: 'delivery', color: 'violet' },
  { key: 'budget', color: 'amber' },
  { key: 'noDecision', color: 'grey' },
  { key: 'other', color: 'grey' },
] as const satisfies readonly ChoiceOption[]
