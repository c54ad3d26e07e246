import type { FieldRight } from '../access/define-access.ts'
import { type Sql, sql } from '../db/sql.ts'
import { fail } from '../model/fault.ts'
import { type Build, type CompileOptions, parseContextOf, rightTo } from './build.ts'
import { conditionsOf } from './filter.ts'
import type { QueryContext } from './question.ts'
import { reachOf } from './branches.ts'
import { openSource } from './source.ts'

const mostConditions = 100
const longestAlias = 40

/** The state of one compilation. */
export function startBuild(context: QueryContext, options: CompileOptions = {}, asOf?: Date): Build {
  const taken = new Map<string, number>()
  const rights = new Map<string, FieldRight>()
  const names = new Map<string, string>()
  const facts = new Map<string, Sql>()
  let conditions = 0
  const build: Build = {
    context,
    parse: parseContextOf(context),
    options,
    asOf,
    object: (name) => (Object.hasOwn(context.catalog.objects, name) ? context.catalog.objects[name]! : fail('kernel.unknown-object', { object: name })),
    asked: (name) => {
      const object = build.object(name)
      return build.mayKnow(name) ? object : fail('kernel.forbidden', { object: name, verb: 'read' })
    },
    table: (name) => sql.id(context.workspace.schema, name),
    alias: (wish) => {
      const short = wish.slice(0, longestAlias)
      const count = (taken.get(short) ?? 0) + 1
      taken.set(short, count)
      return count === 1 ? short : `${short}_${count}`
    },
    open: (object, wish, key) => openSource(build, object, wish, key),
    named: (wish, thing) => {
      const key = `${wish} ${thing}`
      const known = names.get(key) ?? build.alias(wish)
      names.set(key, known)
      return known
    },
    reach: (object, verb) => context.access.reach(context.actor, object, verb),
    reachOf: (source, verb) => reachOf(source, verb),
    conditions: (source, filter, where) => conditionsOf(source, filter, where),
    mayKnow: (object) => context.access.may(context.actor, object, 'read'),
    right: (object, field) => {
      const key = `${object.name}.${field.name}`
      const known = rights.get(key)
      if (known) return known
      // Stands while the inputs of a computed field are looked at, so that a circle ends.
      rights.set(key, 'read')
      const right = rightTo(build, object, field)
      rights.set(key, right)
      return right
    },
    countCondition: (path) => {
      if (++conditions > mostConditions) fail('kernel.bad-filter', { path, reason: 'too-many-conditions', max: mostConditions })
    },
    fact: (value, note) => {
      const key = `${note} ${JSON.stringify(value)}`
      const known = facts.get(key) ?? sql.param(value, note)
      facts.set(key, known)
      return known
    },
    byAccess: (piece) => (options.explain ? sql`\n/* access */\n${piece}\n/* end access */` : piece),
  }
  return build
}
