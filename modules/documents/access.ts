import { grant } from '#kernel'
import { documentTemplate, madeDocument } from './objects/index.ts'

const keeps = { read: 'all', create: true, update: 'all', remove: 'all', export: true, import: true } as const

/** Papers are made by actions; whoever reads the record a paper is of reads it, and nobody writes one. */
export const grants = [
  grant('manager', documentTemplate, keeps),
  ...['rep', 'finance', 'readonly'].map((role) => grant(role, documentTemplate, { read: 'all' })),
  grant('manager', madeDocument, { read: 'below', remove: 'below', export: true }),
  grant('rep', madeDocument, { read: 'own', export: true }),
  grant('finance', madeDocument, { read: 'own', export: true }),
  grant('readonly', madeDocument, { read: 'own', export: true }),
]
