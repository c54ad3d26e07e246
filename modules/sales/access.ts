import { grant } from '#kernel'
import { opportunity, pipeline, pipelineStage } from './objects/index.ts'

/** Deals belong to people; their lines go with them. Pipelines are everybody's to read and the administrator's to write. */
export const grants = [
  grant('manager', opportunity, { read: 'below', create: true, update: 'below', remove: 'below', export: true, import: true, share: true }),
  grant('rep', opportunity, {
    read: 'own',
    create: true,
    update: 'own',
    remove: 'own',
    export: true,
    import: true,
    share: true,
    actions: { 'sales.release-splits': false },
  }),
  ...['finance', 'readonly'].map((role) => grant(role, opportunity, { read: 'all', export: true })),
  ...[pipeline, pipelineStage].flatMap((object) =>
    ['manager', 'rep', 'finance', 'readonly'].map((role) => grant(role, object, { read: 'all' })),
  ),
]
