import { grant } from '#kernel'
import { formRefusal, leadTouch, webForm } from './objects/index.ts'

/** Managers make forms. Who came when is read by whoever reads the lead; what was refused by whoever reads the form. */
export const grants = [
  grant('manager', webForm, { read: 'below', create: true, update: 'below', remove: 'below', share: true }),
  grant('rep', webForm, { read: 'own', update: 'own' }),
  grant('readonly', webForm, { read: 'all' }),
  ...['manager', 'rep'].map((role) => grant(role, leadTouch, { read: 'own' })),
  grant('manager', formRefusal, { read: 'own' }),
  ...[leadTouch, formRefusal].map((object) => grant('readonly', object, { read: 'all' })),
]
