import { sessionOf } from '../http/asker.ts'
import type { Door } from '../http/deps.ts'
import { fail } from '../model/fault.ts'
import type { ViewIndexes } from './view-indexes.ts'

/** `GET /meta/indexes`: what kept views want of the database, for those who shape the workspace. */
export const viewIndexDoor =
  (indexes: ViewIndexes): Door =>
  (app, { engine }) => {
    app.get('/meta/indexes', async (request) => {
      const { workspace, actor } = sessionOf(request)
      const access = await engine.accessOf(workspace)
      if (!access.may(actor, 'definition', 'update')) fail('kernel.forbidden', { verb: 'update', object: 'definition' })
      const rows = await indexes.list(workspace)
      return { rows: rows.map(({ object, fields, views, state, bytes, scans }) => ({ object, fields, views, state, bytes, scans })) }
    })
  }
