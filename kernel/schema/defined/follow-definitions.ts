import { readRoles } from '../../access/role-records.ts'
import { sql } from '../../db/sql.ts'
import type { ModuleDef } from '../../define-module.ts'
import { wallFault } from '../../guards/check-role-grants.ts'
import type { Catalog } from '../../model/catalog.ts'
import { Fault, fail, failWith } from '../../model/fault.ts'
import type { WorkState } from '../../records/state.ts'
import { buildCatalog, CatalogProblem, type RowOptions } from '../build-catalog.ts'
import { type CatalogFault, catalogFault } from '../catalog-fault.ts'
import { schemaDifference } from '../difference.ts'
import { readRowOptions } from '../row-options.ts'
import { stampOf } from '../workspaces.ts'
import { type Definition, readDefinitions } from './read-definitions.ts'

/**
 * Brings a workspace's tables to what its definitions come to with this work, in the work's own transaction. Works that define something
 * wait for each other; one that would have to wait for a table in use gives up soon, so that nobody else has to wait for it.
 *
 * @throws `kernel.invalid` with everything that is wrong with the definitions, `kernel.busy` when a table is in use.
 */
export async function followDefinitions(modules: readonly ModuleDef[], state: WorkState): Promise<void> {
  const { workspace } = state.session
  const { tx } = state
  const setting = sql.id(workspace.schema, 'setting')
  await tx.query(sql`SET LOCAL lock_timeout = '3s'`)
  await tx.query(sql`SELECT 1 FROM ${setting} WHERE key = 'schema' FOR UPDATE`)
  const definitions = await readDefinitions(tx, workspace)
  const catalog = checkedCatalog(modules, await readRowOptions(tx, workspace, modules), definitions)
  const unfit = [...(await brokenWalls(state, catalog)), ...(await formerSecrets(state)), ...(await optionsInUse(state, catalog))]
  if (unfit.length > 0) failWith('kernel.invalid', unfit.map(toIssue))
  const { statements, problems } = await schemaDifference(tx, workspace.schema, catalog, new Date())
  if (problems.length > 0)
    failWith(
      'kernel.invalid',
      problems.map(({ table, column }) => toIssue(placeOf(catalog, table, column))),
    )
  for (const statement of statements) {
    try {
      await tx.query(sql.raw(statement))
    } catch (error) {
      throw explained(error, statement, catalog)
    }
  }
  await tx.query(sql`UPDATE ${setting} SET value = to_jsonb(${stampOf(catalog)}::text) WHERE key = 'schema'`)
  state.catalog = catalog
}

/** The catalog that definitions come to. @throws `kernel.invalid` with everything that is wrong with them */
export function checkedCatalog(modules: readonly ModuleDef[], rowOptions: RowOptions, definitions: readonly Definition[]): Catalog {
  try {
    return buildCatalog(modules, rowOptions, definitions)
  } catch (error) {
    if (error instanceof CatalogProblem) failWith('kernel.invalid', error.faults.map(toIssue))
    throw error
  }
}

/** Walls of roles that name what the new catalog does not have: behind one that cannot be asked nobody of the role reads anything. */
async function brokenWalls(state: WorkState, catalog: Catalog): Promise<CatalogFault[]> {
  const roles = await readRoles(state.tx, state.session.workspace)
  return roles.flatMap(({ key, grants }) =>
    Object.entries(grants ?? {}).flatMap(([object, { wall }]) =>
      wall && catalog.objects[object] && wallFault(state, catalog, { object, wall })
        ? [catalogFault(object, 'wall-names', { role: key })]
        : [],
    ),
  )
}

/** A column that kept what was sealed must not become one of plain text, nor the other way round, though both hold text. */
async function formerSecrets({ tx, session: { workspace }, changeSetId }: WorkState): Promise<CatalogFault[]> {
  const [definition, change] = ['definition', 'change'].map((name) => sql.id(workspace.schema, name))
  const rows = await tx.query(sql`SELECT n.object, n.name FROM ${definition!} n
    WHERE n.kind = 'field' AND n.change_id = ${changeSetId}::uuid AND EXISTS (SELECT 1 FROM ${change!} c
      WHERE c.object = 'definition' AND c.kind = 'remove' AND c.was ->> 'object' = n.object AND c.was ->> 'name' = n.name AND c.was ->> 'kind' = 'field'
        AND c.was -> 'body' ->> 'kind' <> n.body ->> 'kind' AND 'secret' IN (c.was -> 'body' ->> 'kind', n.body ->> 'kind'))`)
  return rows.map((row) => catalogFault(`${String(row.object)}.${String(row.name)}`, 'column-kept'))
}

/** Options of the workspace's own that were taken out of a choice though records have them: nothing could name those any more. They retire instead. */
async function optionsInUse({ tx, session: { workspace }, changeSetId }: WorkState, catalog: Catalog): Promise<CatalogFault[]> {
  const table = (name: string) => sql.id(workspace.schema, name)
  const rows =
    await tx.query(sql`SELECT n.object, n.name, coalesce(json_agg(DISTINCT w.o ->> 'key') FILTER (WHERE w.o ->> 'key' IS NOT NULL), '[]')::text AS gone
    FROM ${table('definition')} n JOIN ${table('change')} c ON c.record_id = n.id AND c.change_set_id = ${changeSetId}::uuid AND c.kind = 'update'
    CROSS JOIN LATERAL jsonb_array_elements(coalesce(c.was -> 'body' -> 'choices', '[]')) AS w(o)
    WHERE n.kind = 'field' AND NOT n.body::jsonb -> 'choices' @> jsonb_build_array(jsonb_build_object('key', w.o ->> 'key')) GROUP BY n.object, n.name`)
  const faults: CatalogFault[] = []
  for (const { object, name, gone } of rows) {
    const [place, keys] = [catalog.objects[String(object)], JSON.parse(String(gone)) as string[]]
    const column = place?.fields[String(name)]?.columns[0]
    if (!place || !column || keys.length === 0) continue
    const has = column.type.endsWith('[]') ? sql`k = ANY(a.${sql.id(column.name)})` : sql`a.${sql.id(column.name)} = k`
    const used = await tx.query(
      sql`SELECT k AS key, count(*)::int AS n FROM unnest(${keys}::text[]) k JOIN ${table(place.table)} a ON ${has} GROUP BY k ORDER BY k`,
    )
    const count = used.reduce((sum, row) => sum + Number(row.n), 0)
    if (count > 0)
      faults.push(
        catalogFault(`${place.name}.${String(name)}`, 'option-in-use', { names: used.map(({ key }) => String(key)).join(', '), count }),
      )
  }
  return faults
}

const toIssue = ({ at, reason, details }: CatalogFault) => ({
  path: at,
  code: 'kernel.bad-definition',
  details: { ...details, at, reason },
})

/** A removed field keeps its column: one of the same name can only be of the same make. */
function placeOf(catalog: Catalog, table: string, column: string): CatalogFault {
  const object = Object.values(catalog.objects).find((one) => one.table === table)
  const field = object && Object.values(object.fields).find((one) => one.columns.some(({ name }) => name === column))
  return { at: `${object?.name ?? table}.${field?.name ?? column}`, reason: 'column-kept', details: { kind: field?.kind } }
}

function explained(error: unknown, statement: string, catalog: Catalog): unknown {
  const { code } = error as { code?: string }
  if (code === '55P03') return new Fault('kernel.busy', { reason: 'table-in-use' })
  if (code === '23505' && /^CREATE UNIQUE INDEX/.test(statement)) {
    const [, table = '', columns = ''] = /" ON [^ ]+\."(\w+)" \(([^)]*)\)/.exec(statement) ?? []
    const places = columns.split(',').map((column) => placeOf(catalog, table, column.replaceAll('"', '').trim()).at.split('.'))
    const [object, first] = places[0]!
    const at = places.length > 1 ? object! : `${object}.${first}`
    return new Fault('kernel.invalid', {}, [
      toIssue({ at, reason: 'doubles-there', details: { object, fields: places.map(([, field]) => field) } }),
    ])
  }
  if (code === '54011') fail('kernel.too-large', { reason: 'fields' })
  return error
}
