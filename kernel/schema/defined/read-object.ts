import { type Grant, grant, type Scope } from '../../access/define-access.ts'
import type { AnyObject } from '../../model/define-object.ts'
import type { Labels } from '../../model/field-type.ts'
import { type CatalogFault, catalogFault, isLabels } from '../catalog-fault.ts'
import type { Definition } from './read-definitions.ts'

type Body = Readonly<Record<string, unknown>>
type Read = Readonly<{ object: AnyObject | null; grants: readonly Grant[]; module: string | null; faults: readonly CatalogFault[] }>

/** Words that addresses of the API begin with. */
const reserved = new Set(
  'meta search session setup password keys stream actions approval change-sets changeSets imports exports bin files openapi stored-files undo health metrics templates'.split(
    ' ',
  ),
)
const members = new Set(
  'plural labels labelsPlural title owned icon search unique tree follows partOf recordType module grants help duplicates'.split(' '),
)
const nameForm = /^[a-z][a-zA-Z0-9]*$/
const scopes: readonly Scope[] = ['none', 'own', 'department', 'below', 'all']
const noSearch: readonly string[] = []

const isNames = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((one) => typeof one === 'string')

type Ways = readonly Readonly<{ by: readonly string[]; sure?: boolean }>[]
const most = { ways: 8, fields: 4 }

/** `[{ "by": ["mobile"], "sure": true }, { "by": ["name", "city"] }]`: by which fields together duplicates are told. */
const isWays = (value: unknown): value is Ways =>
  Array.isArray(value) &&
  value.length <= most.ways &&
  value.every(
    (way) =>
      typeof way === 'object' &&
      way !== null &&
      Object.keys(way).every((key) => key === 'by' || key === 'sure') &&
      isNames(way.by) &&
      way.by.length > 0 &&
      way.by.length <= most.fields &&
      (way.sure === undefined || typeof way.sure === 'boolean'),
  )

/** An object that a workspace defined, still without its fields. */
export function readObject({ name, body }: Definition): Read {
  const faults: CatalogFault[] = []
  const bad = (setting: string) => faults.push(catalogFault(name, 'bad-setting', { setting }))
  for (const key of Object.keys(body)) if (!members.has(key)) faults.push(catalogFault(name, 'unknown-setting', { setting: key }))
  const plural = body.plural ?? `${name}s`
  if (typeof plural !== 'string' || !nameForm.test(plural) || plural.length > 60) bad('plural')
  else if (reserved.has(plural) || reserved.has(name)) faults.push(catalogFault(name, 'reserved', { plural }))
  for (const key of ['labels', 'labelsPlural', 'help']) if (body[key] !== undefined && body[key] !== null && !isLabels(body[key])) bad(key)
  for (const key of ['title', 'icon', 'tree', 'partOf', 'recordType', 'module'])
    if (body[key] !== undefined && body[key] !== null && typeof body[key] !== 'string') bad(key)
  if (body.follows !== undefined && body.follows !== null && typeof body.follows !== 'string' && !isNames(body.follows)) bad('follows')
  if (body.owned !== undefined && typeof body.owned !== 'boolean') bad('owned')
  if (body.search !== undefined && !isNames(body.search)) bad('search')
  if (body.unique !== undefined && !(Array.isArray(body.unique) && body.unique.every(isNames))) bad('unique')
  if (body.duplicates !== undefined && body.duplicates !== null && !isWays(body.duplicates)) bad('duplicates')
  const grants = readGrants(name, body.grants, bad)
  if (faults.length > 0) return { object: null, grants: [], module: null, faults }
  return { object: toObject(name, String(plural), body), grants, module: typeof body.module === 'string' ? body.module : null, faults }
}

function toObject(name: string, plural: string, body: Body): AnyObject {
  const title = typeof body.title === 'string' ? body.title : 'name'
  const named = (key: string) => (typeof body[key] === 'string' && body[key] !== '' ? { [key]: body[key] } : {})
  return {
    name,
    plural,
    title,
    fields: {},
    owned: body.owned !== false,
    search: (body.search as readonly string[] | undefined) ?? noSearch,
    duplicates: (body.duplicates as Ways | null | undefined) ?? [],
    unique: (body.unique as readonly (readonly string[])[] | undefined) ?? [],
    icon: typeof body.icon === 'string' ? body.icon : 'box',
    views: {},
    isCustom: true,
    ...named('tree'),
    ...(isNames(body.follows) ? { follows: body.follows } : named('follows')),
    ...named('partOf'),
    ...named('recordType'),
    ...(body.labels ? { labels: body.labels as Labels } : {}),
    ...(body.labelsPlural ? { labelsPlural: body.labelsPlural as Labels } : {}),
  }
}

/** `{ "rep": { "read": "own", "create": true, … } }`; administrators may everything without it. */
function readGrants(object: string, given: unknown, bad: (setting: string) => void): readonly Grant[] {
  if (given === undefined || given === null) return []
  if (typeof given !== 'object' || Array.isArray(given)) {
    bad('grants')
    return []
  }
  return Object.entries(given as Record<string, Body>).map(([role, spec]) => {
    const isGood =
      typeof spec === 'object' &&
      spec !== null &&
      Object.entries(spec).every(([key, value]) =>
        ['read', 'update', 'remove'].includes(key)
          ? scopes.includes(value as Scope)
          : ['create', 'export', 'import'].includes(key) && typeof value === 'boolean',
      )
    if (!isGood) bad(`grants.${role}`)
    return grant(role, { name: object }, isGood ? spec : {})
  })
}

/** What may be said anew about an object of the code: its words, its sign and which choice decides its layout. */
export function changedObject(
  object: AnyObject,
  { name, body }: Definition,
): Readonly<{ object: Partial<AnyObject>; faults: readonly CatalogFault[] }> {
  const faults: CatalogFault[] = []
  for (const key of Object.keys(body)) {
    const value = body[key]
    if (value === null) continue
    if (!['labels', 'labelsPlural', 'icon', 'recordType'].includes(key)) faults.push(catalogFault(name, 'not-changeable', { setting: key }))
    else if (key.startsWith('labels') ? !isLabels(value) : typeof value !== 'string')
      faults.push(catalogFault(name, 'bad-setting', { setting: key }))
  }
  if (object.isCustom) faults.push(catalogFault(name, 'name-taken'))
  return { object: faults.length > 0 ? {} : Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null)), faults }
}
