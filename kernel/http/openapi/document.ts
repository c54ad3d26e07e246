import { approvalPaths } from '../../approvals/api-paths.ts'
import type { MetaContext } from '../meta.ts'
import { definePaths, viewPaths } from './define-paths.ts'
import { filePaths } from './file-paths.ts'
import { objectPaths } from './object-paths.ts'
import { objectSchemas, sharedSchemas } from './schemas.ts'
import { securityPaths } from './security-paths.ts'
import { sharedPaths } from './shared-paths.ts'

/** OpenAPI 3.1 of everything that this reader may call. */
export function toOpenApi(context: MetaContext, version: string) {
  const objects = Object.values(context.catalog.objects).filter((object) => context.access.may(context.actor, object.name, 'read'))
  return {
    openapi: '3.1.0',
    info: { title: 'Zhike', version, description: 'Objects, fields and actions as the caller may see them.' },
    servers: [{ url: '/api/v1' }],
    security: [{ key: [] }, { session: [] }],
    tags: [
      ...objects.map(({ name, plural }) => ({ name: plural, description: name })),
      { name: 'installation' },
      { name: 'changes' },
      { name: 'imports' },
      { name: 'exports' },
      { name: 'security' },
      { name: 'shape' },
      { name: 'backups' },
      { name: 'notices' },
      { name: 'approvals' },
    ],
    paths: {
      ...sharedPaths(),
      ...filePaths(),
      ...securityPaths(),
      ...viewPaths(),
      ...approvalPaths(),
      ...(context.access.may(context.actor, 'definition', 'update') ? definePaths() : {}),
      ...Object.assign({}, ...objects.map((object) => objectPaths(context, object))),
    },
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer' }, session: { type: 'apiKey', in: 'cookie', name: 'zhike.session_token' } },
      schemas: { ...sharedSchemas, ...Object.assign({}, ...objects.map((object) => objectSchemas(context, object))) },
    },
  }
}
