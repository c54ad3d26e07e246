import { grant } from '#kernel'
import { competitor, opportunity, pipeline, pipelineStage, stageMapping, stageOverride } from './objects/index.ts'

/** Deals belong to people; their lines go with them. Pipelines are everybody's to read and the administrator's to write. */
export const grants = [
  grant('manager', opportunity, {
    read: 'below',
    create: true,
    update: 'below',
    remove: 'below',
    export: true,
    import: true,
    share: true,
    fields: { isMigrated: 'read' },
  }),
  grant('rep', opportunity, {
    read: 'own',
    create: true,
    update: 'own',
    remove: 'own',
    export: true,
    import: true,
    share: true,
    fields: { isMigrated: 'read' },
    actions: { 'sales.release-splits': false, 'sales.release-figures': false, 'sales.void': false, 'sales.override-gate': false },
  }),
  ...['finance', 'readonly'].map((role) => grant(role, opportunity, { read: 'all', export: true })),
  ...['manager', 'rep'].map((role) => grant(role, stageOverride, { read: 'own', export: role === 'manager' })),
  ...['finance', 'readonly'].map((role) => grant(role, stageOverride, { read: 'all', export: true })),
  // What one learns of a competitor is for all.
  ...['manager', 'rep'].map((role) => grant(role, competitor, { read: 'all', create: true, update: 'all', export: true, import: true })),
  grant('readonly', competitor, { read: 'all', export: true }),
  grant('finance', competitor, { read: 'all' }),
  ...[pipeline, pipelineStage, stageMapping].flatMap((object) =>
    ['manager', 'rep', 'finance', 'readonly'].map((role) => grant(role, object, { read: 'all' })),
  ),
]
