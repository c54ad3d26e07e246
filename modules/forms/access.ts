import { grant } from '#kernel'
import { formRefusal, webForm } from './objects/index.ts'

/** Managers make forms. What was refused is read by whoever reads the form. */
export const grants = [
  grant('manager', webForm, { read: 'below', create: true, update: 'below', remove: 'below', share: true }),
  grant('rep', webForm, { read: 'own', update: 'own' }),
  grant('readonly', webForm, { read: 'all' }),
  grant('manager', formRefusal, { read: 'own' }),
  grant('readonly', formRefusal, { read: 'all' }),
]
