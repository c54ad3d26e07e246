import { grant } from '#kernel'
import { documentTemplate, dunningStep, madeDocument, sealRequest, stagePaper } from './objects/index.ts'

const keeps = { read: 'all', create: true, update: 'all', remove: 'all', export: true, import: true } as const
/** The seal lies with finance and with those who head a department. */
const noSeal = { 'documents.stamp': false }
/** What was stamped is no matter of an import. */
const asks = { create: true, export: true } as const

/** Papers are made by actions; whoever reads the record a paper is of reads it, and nobody writes one. */
export const grants = [
  grant('manager', documentTemplate, keeps),
  ...['rep', 'finance', 'readonly'].map((role) => grant(role, documentTemplate, { read: 'all' })),
  // What a stage asks for is made by whoever makes the stages.
  ...['manager', 'rep', 'finance', 'readonly'].map((role) => grant(role, stagePaper, { read: 'all' })),
  grant('finance', dunningStep, keeps),
  ...['manager', 'rep', 'readonly'].map((role) => grant(role, dunningStep, { read: 'all' })),
  grant('manager', madeDocument, { read: 'below', remove: 'below', export: true }),
  grant('rep', madeDocument, { read: 'own', export: true }),
  ...['finance', 'readonly'].map((role) => grant(role, madeDocument, { read: 'all', export: true })),
  grant('manager', sealRequest, { read: 'below', ...asks, update: 'below', remove: 'own' }),
  grant('rep', sealRequest, { read: 'own', ...asks, update: 'own', remove: 'own', actions: noSeal }),
  grant('finance', sealRequest, { read: 'all', ...asks, update: 'own', remove: 'own' }),
  grant('readonly', sealRequest, { read: 'all', export: true, actions: noSeal }),
]
