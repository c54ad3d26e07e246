import { grant } from '#kernel'
import { product, productCategory } from './objects/index.ts'

/** Everybody reads the catalogue; what a product costs us is for managers and finance. */
export const grants = [
  grant('manager', product, { read: 'all', create: true, update: 'all', export: true, import: true }),
  grant('finance', product, { read: 'all', export: true }),
  grant('rep', product, { read: 'all', export: true, fields: { cost: 'hidden' } }),
  grant('readonly', product, { read: 'all', export: true, fields: { cost: 'hidden' } }),
  grant('manager', productCategory, { read: 'all', create: true, update: 'all', export: true, import: true }),
  ...['finance', 'rep', 'readonly'].map((role) => grant(role, productCategory, { read: 'all', export: true })),
]
