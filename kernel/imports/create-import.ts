import type { Connection } from '../db/pool.ts'
import type { Session } from '../engine-types.ts'
import { fail } from '../model/fault.ts'
import { newId } from '../model/uuid.ts'
import type { QueryContext } from '../query/question.ts'
import type { ImportFile } from './import-files.ts'
import { type ImportRow, insertImport, readImport } from './import-rows.ts'
import type { ImportDeps } from './open-imports.ts'
import { assertBrings } from './plan/brings.ts'
import { readMap, readMatch, readOptions } from './plan/import-map.ts'
import { guessedMap, type Offer, offerColumns, settleMap } from './plan/settle-map.ts'

/** What somebody wants imported, as it came over the wire. Without a map the guesses hold. */
export type ImportWish = Readonly<{ file: unknown; object: unknown; map?: unknown; match?: unknown; options?: unknown; dryRun?: unknown }>

/** A file that waits for its map. */
export type FileOffer = Offer & Readonly<{ file: string; object: string; name: string }>

export async function offerFile(
  deps: ImportDeps,
  session: Session,
  wish: Pick<ImportWish, 'file' | 'object' | 'options'>,
): Promise<FileOffer> {
  const file = await fileOf(deps, session, wish.file)
  const context = await contextOf(deps, session)
  const object = objectName(context, wish.object)
  const at = { path: deps.files.pathOf(session.workspace, file.id), name: file.name, options: readOptions(wish.options) }
  return { ...(await offerColumns(context, deps.engine.modules, { ...at, object })), file: file.id, name: file.name, object }
}

export async function createImport(
  deps: ImportDeps,
  session: Session,
  { wish, tx }: { wish: ImportWish; tx: Connection | null },
): Promise<ImportRow> {
  const { workspace, actor } = session
  const file = await fileOf(deps, session, wish.file)
  const context = await contextOf(deps, session)
  const object = objectName(context, wish.object)
  const [match, options] = [readMatch(wish.match), readOptions(wish.options)]
  assertBrings(context.catalog.objects[object]!, options.brings)
  const at = { path: deps.files.pathOf(workspace, file.id), name: file.name, options }
  const isGuessed = wish.map === undefined || wish.map === null
  const wanted = isGuessed ? guessedMap(await offerColumns(context, deps.engine.modules, { ...at, object })) : readMap(wish.map)
  const { map, info, columns } = await settleMap(at, { ...context, object, map: wanted, match, options })
  // What was found out about the file holds for every later reading of it.
  const found = {
    encoding: info.encoding,
    ...(info.separator ? { separator: info.separator } : {}),
    ...(info.sheet ? { sheet: info.sheet } : {}),
  }
  const row = {
    id: newId(),
    object,
    fileId: file.id,
    fileName: file.name,
    sizeBytes: file.sizeBytes,
    columns,
    map,
    match,
    options: { ...options, ...found },
    dryRun: readYesNo(wish.dryRun),
    actorId: actor.memberId,
    actor: { name: actor.name, locale: actor.locale, timeZone: actor.timeZone },
    changeSetId: newId(),
    rowsTotal: info.rowsEstimate ?? null,
  }
  const connection = tx ?? deps.engine.database.write(workspace)
  await insertImport(connection, workspace, row)
  await deps.enqueue(tx, workspace, row.id)
  return (await readImport(connection, workspace, row.id))!
}

/** A file of the person's own; commands of the machine take any. */
const fileOf = ({ engine, files }: ImportDeps, { workspace, actor }: Session, id: unknown): Promise<ImportFile> =>
  files.find(engine.database.write(workspace), workspace, { id, by: actor.kind === 'system' ? undefined : actor.memberId })

async function contextOf({ engine }: ImportDeps, { workspace, actor }: Session): Promise<QueryContext> {
  const [catalog, access] = await Promise.all([engine.catalogOf(workspace), engine.accessOf(workspace)])
  return { catalog, access, workspace, actor, now: new Date() }
}

/** An object by its name or by its plural as in addresses. @throws `kernel.unknown-object` */
function objectName({ catalog }: QueryContext, given: unknown): string {
  if (typeof given === 'string' && Object.hasOwn(catalog.objects, given)) return given
  if (typeof given === 'string' && Object.hasOwn(catalog.byPlural, given)) return catalog.byPlural[given]!.name
  return fail('kernel.unknown-object', { object: String(given).slice(0, 100) })
}

function readYesNo(given: unknown): boolean {
  if (given === undefined || given === null || given === false || given === 'false') return false
  return given === true || given === 'true' ? true : fail('kernel.bad-value', { path: 'dryRun', want: 'yesNo' })
}
