import { createHash } from 'node:crypto'
import type { Catalog, CatalogObject } from '../model/catalog.ts'
import type { Access, Actor, Branch, FieldRight, Grant, Reach, Right, Scope, Verb, Wall } from './define-access.ts'
import { type Few, fewWithin } from './few.ts'
import { type Followed, followedBy, wholeOf } from './followed.ts'
import { withInputs } from './inputs.ts'
import { remembered } from './remembered.ts'
import { wallsFor } from './walls.ts'

const scopes: readonly Scope[] = ['none', 'own', 'department', 'below', 'all']
const rights: readonly FieldRight[] = ['hidden', 'masked', 'read', 'write']
/** What every reader of a record gets to know, whatever the grants say: without them no answer can be told from another. */
const openFields = new Set(['id', 'version'])

const widest = (list: readonly Scope[]): Scope => scopes[Math.max(0, ...list.map((scope) => scopes.indexOf(scope)))] as Scope
const strongest = (list: readonly FieldRight[]): FieldRight =>
  rights[Math.max(0, ...list.map((right) => rights.indexOf(right)))] as FieldRight

const everything: Reach = Object.freeze({ kind: 'all' })
const nothing: Reach = Object.freeze({ kind: 'none' })

/**
 * The rights that a list of grants gives over a catalog. Pure: asking it costs no query.
 *
 * Administrators and the system may everything. Grants add up over a person's roles. A role's grant for `*` counts for objects of which the
 * role has no grant of its own. Records that are part of another one are reached exactly as that one. Walls of any of the roles cut that down.
 */
export function accessOf(catalog: Catalog, grants: readonly Grant[], walls: readonly Wall[] = [], few: Few = {}): Access {
  const held = heldGrants(grants)
  const isWalled = new Set(walls.map(({ object }) => object))
  const objectOf = (name: string): CatalogObject | undefined => catalog.objects[name]
  const isFree = (actor: Actor): boolean => actor.kind === 'system' || actor.roles.includes('administrator')

  const scopeOf = (actor: Actor, object: string, verb: Exclude<Verb, 'create'>): Scope =>
    widest(held(actor, object).map((grant) => grant[verb]))

  const wallsOf = (actor: Actor, name: string): readonly Wall[] =>
    !isWalled.has(name) || isFree(actor)
      ? []
      : wallsFor(
          actor,
          walls.filter(({ object }) => object === name),
        )

  const reach = (actor: Actor, name: string, verb: Exclude<Verb, 'create'>, below: readonly string[] = []): Reach =>
    cutDown(granted(actor, name, verb, below), wallsOf(actor, name))

  const granted = (actor: Actor, name: string, verb: Exclude<Verb, 'create'>, below: readonly string[]): Reach => {
    const object = objectOf(name)
    // An object that is followed back to itself adds nothing the second time.
    if (!object || below.includes(name)) return nothing
    if (isFree(actor)) return everything
    const along = (followed: Followed): Reach => reach(actor, followed.object, verb === 'read' ? 'read' : 'update', [...below, name])
    const whole = wholeOf(object)
    if (whole) return throughWhole(whole, along(whole))
    const scope = scopeOf(actor, name, verb)
    if (scope === 'none' || scope === 'all') return scope === 'all' ? everything : nothing
    const followed = followedBy(catalog, object)
    if (!object.owned && followed.length === 0) return verb === 'read' ? everything : nothing
    const branches: Branch[] = object.owned ? ownBranches(actor, scope) : []
    if (verb !== 'remove' && actor.hasShares) branches.push(...sharedBranches(actor, verb === 'update', childOf(catalog, below)))
    const ways =
      verb === 'read' || !object.owned ? followed : followed.filter(({ link }) => verb === 'update' && object.changesAlong.includes(link))
    for (const parent of ways) {
      const shut = verb === 'read' ? shutFrom(objectOf(parent.object), name) : null
      branches.push(...upTo(parent, along(parent), { few, actor, shut }))
      if (shut) branches.push(...upTo(parent, reach(actor, parent.object, 'update', [...below, name]), { few, actor, shut: null }))
    }
    return branches.length === 0 ? nothing : { kind: 'some', branches }
  }

  const may = (actor: Actor, name: string, verb: Right): boolean => {
    const object = objectOf(name)
    if (!object) return false
    if (isFree(actor)) return true
    const whole = wholeOf(object)
    if (whole) return may(actor, whole.object, verb === 'create' || verb === 'remove' ? 'update' : verb)
    if (isYesOrNo(verb)) return held(actor, name).some((grant) => grant[verb])
    return reach(actor, name, verb).kind !== 'none'
  }

  const mayCreate = (actor: Actor, name: string): boolean => {
    const whole = objectOf(name) && wholeOf(objectOf(name) as CatalogObject)
    return whole ? mayCreate(actor, whole.object) || may(actor, whole.object, 'update') : may(actor, name, 'create')
  }

  const fieldRight = (actor: Actor, name: string, field: string): FieldRight => {
    const object = objectOf(name)
    if (!object) return 'hidden'
    if (isFree(actor)) return 'write'
    if (openFields.has(field)) return may(actor, name, 'read') ? 'read' : 'hidden'
    const whole = wholeOf(object)
    if (!whole) return strongest(held(actor, name).map((grant) => grant.fields[field] ?? grant.fields['*'] ?? openRight(grant)))
    const base: FieldRight = mayCreate(actor, name) ? 'write' : may(actor, name, 'read') ? 'read' : 'hidden'
    const named = held(actor, name, true).flatMap((grant) => grant.fields[field] ?? [])
    return named.length === 0 || base === 'hidden' ? base : strongest(named)
  }

  const mayAct = (actor: Actor, name: string, action: string): boolean => {
    if (isFree(actor)) return true
    const list = held(actor, name)
    return list.length === 0 || list.some((grant) => grant.actions[action] !== false)
  }

  const granting = {
    version: versionOf(grants, walls),
    reach: remembered(reach),
    mayCreate,
    readingScope: (actor: Actor, name: string) => (reach(actor, name, 'read').kind === 'all' ? 'all' : scopeOf(actor, name, 'read')),
    may: remembered(may),
    mayAct,
    fieldRight: remembered(fieldRight),
    walls: wallsOf,
    grants: (actor: Actor, name: string) => held(actor, name),
  }
  return withInputs(granting, catalog)
}

/** On whose behalf a record is reached: the first step away from it that is a record of its own, as parts go wherever their whole goes. */
function childOf({ objects }: Catalog, below: readonly string[]): { child?: string } {
  const child = below.findLast((name) => wholeOf(objects[name]!) === null)
  return child === undefined ? {} : { child }
}

const versionOf = (grants: readonly Grant[], walls: readonly Wall[]): string =>
  createHash('sha256')
    .update(JSON.stringify([grants, walls]))
    .digest('hex')
    .slice(0, 16)

const isYesOrNo = (verb: Right): verb is 'create' | 'export' | 'import' | 'share' => ['create', 'export', 'import', 'share'].includes(verb)

/** What remains of a reach behind walls. */
function cutDown(reach: Reach, walls: readonly Pick<Wall, 'filter'>[]): Reach {
  if (walls.length === 0 || reach.kind === 'none') return reach
  const filters = walls.map(({ filter }) => filter)
  if (reach.kind === 'all') return { kind: 'some', branches: [{ way: 'any' }], walls: filters }
  return { ...reach, walls: [...(reach.walls ?? []), ...filters] }
}

/** Right of a field that the grant does not name. */
const openRight = (grant: Grant): FieldRight =>
  grant.update !== 'none' || grant.create ? 'write' : grant.read !== 'none' ? 'read' : 'hidden'

type Held = (actor: Actor, object: string, exact?: boolean) => readonly Grant[]

function heldGrants(grants: readonly Grant[]): Held {
  const byRole = new Map<string, Map<string, Grant[]>>()
  for (const grant of grants) {
    const ofRole = byRole.get(grant.role) ?? new Map<string, Grant[]>()
    byRole.set(grant.role, ofRole)
    ofRole.set(grant.object, [...(ofRole.get(grant.object) ?? []), grant])
  }
  return (actor, object, exact = false) =>
    actor.roles.flatMap((role) => {
      const ofRole = byRole.get(role)
      return ofRole?.get(object) ?? (exact ? [] : (ofRole?.get('*') ?? []))
    })
}

/** Parts are reached exactly as what they are part of. */
function throughWhole({ link, object }: Followed, reach: Reach): Reach {
  return reach.kind === 'some' ? { kind: 'some', branches: [{ way: 'parent', link, object, reach }] } : reach
}

type Upward = Readonly<{ few: Few; actor: Actor; shut: string | null }>

/** The yes/no that shuts a parent's records from those of an object that follow. */
const shutFrom = (parent: CatalogObject | undefined, object: string): string | null =>
  parent?.shut?.from.includes(object) ? parent.shut.by : null

/** The branch along a link; where the parents are few, with those within reach. Of parents that may be shut, those that are not. */
function upTo({ link, object, through }: Followed, all: Reach, { few, actor, shut }: Upward): Branch[] {
  if (all.kind === 'none') return []
  const ids = through ? undefined : fewWithin(few, object, all, { actor, isOpen: shut !== null })
  if (ids?.length === 0) return []
  const reach = shut ? cutDown(all, [{ filter: { not: { [shut]: true } } }]) : all
  return [{ way: 'parent', link, object, reach, ...(ids ? { ids } : {}), ...(through ? { through } : {}) }]
}

function ownBranches(actor: Actor, scope: Scope): Branch[] {
  const branches: Branch[] = actor.memberId ? [{ way: 'own', memberId: actor.memberId }] : []
  const ids = scope === 'department' ? actor.departments : scope === 'below' ? actor.departmentsBelow : []
  if (ids.length > 0) branches.push({ way: 'departments', ids })
  return branches
}

const sharedBranches = ({ memberId, departments, roles }: Actor, write: boolean, child: { child?: string }): Branch[] =>
  memberId === null ? [] : [{ way: 'shared', memberId, departments, roles, write, ...child }]
