import { sql } from '../../db/sql.ts'
import { fail } from '../../model/fault.ts'
import { type Build, type BuildState, type CompileOptions, type Holds, parseContextOf } from '../build.ts'
import { conditionsOf } from '../filter/filter.ts'
import type { QueryContext } from '../question.ts'
import { reachOf } from './branches.ts'
import { openSource } from './source.ts'

const mostConditions = 100
const longestAlias = 40
/** Names that statements give to their own parts. */
const ownNames = ['found', 'gathered', 'groups', 'page', 'record']

/** The state of one compilation. */
export function startBuild(
  context: QueryContext,
  options: CompileOptions = {},
  from: { asOf?: Date | undefined; state?: BuildState | undefined } = {},
): Build {
  const taken = new Set(from.state?.taken ?? ownNames)
  const names = new Map<string, string>()
  const facts = new Map(from.state?.facts)
  let holds: Holds = 'ever'
  let conditions = 0
  const build: Build = {
    context,
    parse: () =>
      parseContextOf(context, (told) => {
        if (holds !== 'moment') holds = told
      }),
    options,
    asOf: from.asOf,
    object: (name) =>
      Object.hasOwn(context.catalog.objects, name) ? context.catalog.objects[name]! : fail('kernel.unknown-object', { object: name }),
    asked: (name) => {
      const object = build.object(name)
      return build.mayKnow(name) ? object : fail('kernel.forbidden', { object: name, verb: 'read' })
    },
    table: (name) => sql.id(context.workspace.schema, name),
    alias: (wish) => {
      const short = wish.slice(0, longestAlias)
      let name = short
      for (let count = 2; taken.has(name); count++) name = `${short}_${count}`
      taken.add(name)
      return name
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
    right: (object, field) => context.access.fieldRight(context.actor, object.name, field.name),
    countCondition: (path) => {
      const max = context.bounds?.conditions ?? mostConditions
      if (++conditions > max) fail('kernel.bad-filter', { path, reason: 'too-many-conditions', max })
    },
    fact: (value, note) => {
      const key = `${note} ${JSON.stringify(value)}`
      const known = facts.get(key) ?? sql.param(value, note)
      facts.set(key, known)
      return known
    },
    holds: () => holds,
    state: () => ({ taken: new Set(taken), facts: new Map(facts) }),
    byAccess: (piece) => (options.explain ? sql`\n/* access */\n${piece}\n/* end access */` : piece),
  }
  return build
}
