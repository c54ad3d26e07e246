/** Kinds that a fresh workspace begins with; the rows of `expenseKind` add to them, order and limit them. */
export const kinds = [
  { key: 'travel', color: 'accent' },
  { key: 'hotel', color: 'accent' },
  { key: 'meal', color: 'amber' },
  { key: 'gift', color: 'violet' },
  { key: 'communication', color: 'green' },
  { key: 'fair', color: 'violet' },
  { key: 'sample', color: 'grey' },
  { key: 'other', color: 'grey' },
] as const
