import type { ChoiceOption } from '#kernel/model'

/** How somebody came to us; one list for customers, leads and deals, so that reports can follow a source from the first call to the money. */
export const sources = [
  { key: 'phone', color: 'accent' },
  { key: 'referral', color: 'green' },
  { key: 'own', color: 'accent' },
  { key: 'media', color: 'violet' },
  { key: 'promotion', color: 'amber' },
  { key: 'existing', color: 'green' },
  { key: 'agent', color: 'amber' },
  { key: 'partner', color: 'green' },
  { key: 'tender', color: 'violet' },
  { key: 'internet', color: 'accent' },
  { key: 'other', color: 'grey' },
] as const satisfies readonly ChoiceOption[]

export const industries = [
  'manufacturing',
  'machinery',
  'automotive',
  'electronics',
  'chemicals',
  'energy',
  'construction',
  'realEstate',
  'textiles',
  'agriculture',
  'food',
  'medical',
  'retail',
  'wholesale',
  'ecommerce',
  'logistics',
  'technology',
  'software',
  'internet',
  'telecommunications',
  'finance',
  'education',
  'entertainment',
  'marketing',
  'hospitality',
  'employment',
  'services',
  'government',
  'other',
] as const

export const genders = ['male', 'female'] as const

/** Three steps from good to poor, drawn as rising bars; `level` is their height. */
export const levels = [
  { key: 'high', level: 3 },
  { key: 'medium', level: 2 },
  { key: 'low', level: 1 },
] as const satisfies readonly ChoiceOption[]

export const grades = [
  { key: 'A', color: 'green', level: 4 },
  { key: 'B', color: 'accent', level: 3 },
  { key: 'C', color: 'amber', level: 2 },
  { key: 'D', color: 'grey', level: 1 },
] as const satisfies readonly ChoiceOption[]

/** What a blacklisted customer is stopped at. */
export const blacklistEffects = [
  { key: 'warn', color: 'amber' },
  { key: 'blockQuote', color: 'red' },
  { key: 'blockOrder', color: 'red' },
] as const satisfies readonly ChoiceOption[]

export const idKinds = ['idCard', 'passport', 'residencePermit', 'other'] as const

/** How much somebody wants to buy. */
export const intents = [
  { key: 'high', color: 'green' },
  { key: 'middle', color: 'accent' },
  { key: 'low', color: 'amber' },
  { key: 'none', color: 'grey' },
] as const satisfies readonly ChoiceOption[]
