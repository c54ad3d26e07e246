import type { KeyLimits, KeyVerb } from '../accounts/api-keys.ts'
import type { Catalog } from '../model/catalog.ts'
import type { Access, Actor, FieldRight, Reach, Right } from './define-access.ts'
import { withInputs } from './inputs.ts'

const nothing: Reach = Object.freeze({ kind: 'none' })
const asVerb: Readonly<Record<Right, KeyVerb>> = {
  read: 'read',
  create: 'create',
  update: 'update',
  remove: 'remove',
  export: 'export',
  import: 'import',
  share: 'update',
}

/** Rights cut down by what a key may do: whoever asks with it gets what both the person and the key may. Holds wherever rights are asked for. */
export function withLimits(access: Access, catalog: Catalog): Access {
  const wholeOf = (name: string): string => {
    const object = catalog.objects[name]
    const whole = object?.partOf ? object.fields[object.partOf]?.refers : null
    return whole && whole !== name ? wholeOf(whole) : name
  }
  const allows = ({ limits }: Actor, object: string, verb: KeyVerb): boolean =>
    !limits || ((limits.verbs?.includes(verb) ?? true) && (limits.objects?.includes(wholeOf(object)) ?? true))
  const mayWrite = (actor: Actor, object: string): boolean => allows(actor, object, 'create') || allows(actor, object, 'update')
  const cut = (actor: Actor, object: string, right: FieldRight): FieldRight => {
    if (!actor.limits) return right
    if (right === 'write' && mayWrite(actor, object)) return right
    if (!allows(actor, object, 'read')) return 'hidden'
    return right === 'write' ? 'read' : right
  }
  const both = {
    ...access,
    reach: (actor, object, verb) => (allows(actor, object, verb) ? access.reach(actor, object, verb) : nothing),
    mayCreate: (actor, object) => allows(actor, object, 'create') && access.mayCreate(actor, object),
    may: (actor, object, verb) => allows(actor, object, asVerb[verb]) && access.may(actor, object, verb),
    mayAct: (actor, object, action) => allows(actor, object, 'act') && access.mayAct(actor, object, action),
    fieldRight: (actor, object, field) => cut(actor, object, access.fieldRight(actor, object, field)),
  } satisfies Access
  return withInputs(both, catalog)
}

const limited = new WeakMap<Actor, Map<string, Actor>>()

/** The person as one key lets him act; the same object for the same key, for what is compiled for an actor is kept by it. */
export function limitActor(actor: Actor, key: string, limits: KeyLimits): Actor {
  const ofActor = limited.get(actor) ?? new Map<string, Actor>()
  limited.set(actor, ofActor)
  const known = ofActor.get(key)
  if (known) return known
  const made: Actor = Object.freeze({ ...actor, limits })
  ofActor.set(key, made)
  return made
}
