/** What templates are about. */
export const subjects = ['quote', 'contract', 'opportunity', 'account'] as const
export type Subject = (typeof subjects)[number]

/** Languages a paper may have. */
export const languages = ['zh-CN', 'zh-TW', 'en'] as const

export const templateKinds = [
  { key: 'proposal', color: 'violet' },
  { key: 'contract', color: 'accent' },
  { key: 'supplement', color: 'amber' },
  { key: 'letter', color: 'grey' },
  { key: 'dunning', color: 'red' },
] as const

/** What a paper that was made is. */
export const documentKinds = [
  { key: 'quote', color: 'accent' },
  ...templateKinds,
  { key: 'statement', color: 'green' },
  { key: 'invoice', color: 'green' },
] as const
