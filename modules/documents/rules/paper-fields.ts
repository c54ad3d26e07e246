import type { Subject } from '../objects/kinds.ts'

/** What we reckon with among ourselves stands on no paper that a template makes, whoever makes it. */
export const inner: ReadonlySet<string> = new Set([
  'cost',
  'margin',
  'marginRate',
  'approvedMarginRate',
  'lowestPrice',
  'lastPrice',
  'linkKey',
  'exceeds',
  'concern',
])

/** By subject its lines, and what stands in them unless a template says otherwise. */
export const lineObjects = {
  quote: { object: 'quoteLine', by: 'quote', columns: ['description', 'quantity', 'unit', 'price', 'discount', 'gross'] },
  contract: { object: 'contractLine', by: 'contract', columns: ['description', 'quantity', 'unit', 'price', 'discount', 'subtotal'] },
  opportunity: {
    object: 'opportunityLine',
    by: 'opportunity',
    columns: ['description', 'quantity', 'unit', 'price', 'discount', 'subtotal'],
  },
  account: null,
} as const satisfies Readonly<Record<Subject, Readonly<{ object: string; by: string; columns: readonly string[] }> | null>>
