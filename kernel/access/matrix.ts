import type { Catalog } from '../model/catalog.ts'
import type { FieldRight, Grant } from './define-access.ts'

const yes = (may: boolean): string => (may ? 'yes' : '-')
const scope = (value: string): string => (value === 'none' ? '-' : value)
/** The scope, and the links by which more is reached. */
const along = (value: string, links: readonly string[]): string =>
  `${scope(value)}${value !== 'none' && value !== 'all' ? links.map((link) => `+${link}`).join('') : ''}`
const heads = ['object', 'read', 'create', 'update', 'remove', 'export', 'import', 'share', 'fields']

/**
 * Who may do what, as plain text for review: a table per role with a line per object, sorted by name, and the fields whose right differs from
 * the rest of the object. Objects that a role's `*` covers are listed like the others; those it has nothing for are left out.
 */
export function accessMatrix(catalog: Catalog, grants: readonly Grant[]): string {
  const roles = [...new Set(grants.map((grant) => grant.role))].sort()
  const tables = roles.map((role) => {
    const lines = Object.keys(catalog.objects)
      .sort()
      .flatMap((object) => lineOf(catalog, object, heldFor(grants, role, object)))
    return `${role}\n${toTable([heads, ...lines])}`
  })
  return `administrator\n  everything\n\n${tables.join('\n')}`
}

function heldFor(grants: readonly Grant[], role: string, object: string): readonly Grant[] {
  const own = grants.filter((grant) => grant.role === role && grant.object === object)
  return own.length > 0 ? own : grants.filter((grant) => grant.role === role && grant.object === '*')
}

function lineOf(catalog: Catalog, name: string, grants: readonly Grant[]): string[][] {
  const { partOf, follows, changesAlong, owned, fields } = catalog.objects[name]!
  if (partOf) return [[name, `as ${fields[partOf]!.refers}`, '', '', '', '', '', '', restricted(grants)]]
  return grants.map((grant) => [
    name,
    along(grant.read, follows),
    yes(grant.create),
    along(grant.update, owned ? changesAlong : []),
    scope(grant.remove),
    yes(grant.export),
    yes(grant.import),
    yes(grant.share),
    restricted([grant]),
  ])
}

const restricted = (grants: readonly Grant[]): string =>
  grants
    .flatMap((grant) => Object.entries(grant.fields) as [string, FieldRight][])
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([field, right]) => `${field}=${right}`)
    .join(' ')

function toTable(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows
    .map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ')}`.trimEnd())
    .map((line) => `${line}\n`)
    .join('')
}
