import type { Connection, Database, Query } from '../db/pool.ts'
import { type Sql, sql } from '../db/sql.ts'
import { findAlike } from '../duplicates/alike.ts'
import { findTwins } from '../duplicates/find-twins.ts'
import { listGroups } from '../duplicates/groups.ts'
import type { JsonText, Reads, ScopedReads, Session } from '../engine-types.ts'
import { listBin, listChangeSets, readChangeSet } from '../history/change-sets.ts'
import { compareVersions } from '../history/compare-versions.ts'
import { readHistory } from '../history/record-history.ts'
import { fail } from '../model/fault.ts'
import type { CompileOptions } from '../query/build.ts'
import { compileAggregate } from '../query/compile-aggregate.ts'
import { compileCount } from '../query/compile-count.ts'
import { compileList, glueList } from '../query/compile-list.ts'
import { compileOne } from '../query/compile-one.ts'
import { compileSearch } from '../query/compile-search.ts'
import { explain } from '../query/explain.ts'
import type { Compiled, QueryContext } from '../query/question.ts'
import { placeHits } from '../search/place-hits.ts'
import { listShares } from '../sharing/share-record.ts'
import { whatMay, whoMay } from '../sharing/who-may.ts'
import type { People } from './directory.ts'
import { objectOf } from './open-work.ts'
import type { Scope } from './state.ts'

type Deps = Readonly<{
  database: Database
  contextOf(session: Session): Promise<{ context: QueryContext; options: CompileOptions }>
  scopeOf(session: Session): Promise<Scope>
  peopleOf(session: Session): Promise<People>
}>

/** Answers to reading calls: each question is compiled to one statement, and its text goes on unread. */
export function openReads({ database, contextOf, scopeOf, peopleOf }: Deps): Reads {
  const ask = async (connection: Connection, compiled: Compiled) => (await connection.query(compiled.sql, { plan: compiled.plan }))[0]
  const text = (value: unknown): JsonText => String(value)
  return {
    async list(session, question) {
      const { context, options } = await contextOf(session)
      return glueList((await ask(database.read(session.workspace, session), compileList(context, question, options)))!)
    },
    async lists(session, questions) {
      if (questions.length === 0) return '[]'
      const { context, options } = await contextOf(session)
      const pages = questions.map((question) => sql`(SELECT q."rows"::json FROM (${compileList(context, question, options).sql}) AS q)`)
      const compiled = { sql: sql`SELECT json_build_array(${sql.join(pages)})::text AS "rows"`, plan: 'custom' as const }
      return text((await ask(database.read(session.workspace, session), compiled))!.rows)
    },
    async count(session, question, exact) {
      const { context, options } = await contextOf(session)
      const connection = exact ? database.report(session.workspace, session) : database.read(session.workspace, session)
      return text((await ask(connection, compileCount(context, question, exact, options)))!.count)
    },
    async one(session, question) {
      const { context, options } = await contextOf(session)
      const row = await ask(database.read(session.workspace, session), compileOne(context, question, options))
      return row ? text(row.row) : fail('kernel.not-found', { object: question.object, id: question.id })
    },
    async aggregate(session, question) {
      const { context, options } = await contextOf(session)
      return `{"rows":${text((await ask(database.report(session.workspace, session), compileAggregate(context, question, options)))!.rows)}}`
    },
    async explain(session, question) {
      const { context, options } = await contextOf(session)
      return JSON.stringify(explain(compiledOf(context, question, { ...options, explain: true })))
    },
    async search(session, question) {
      const { context, options } = await contextOf(session)
      return placeHits(
        text((await ask(database.read(session.workspace, session), compileSearch(context, question, options)))!.answer),
        question.q,
      )
    },
    explainCall: async (session, call) => {
      const heard: Sql[] = []
      const scope = listening(await scopeOf(session), heard)
      await call(scopedReads({ peopleOf, scopeOf: () => Promise.resolve(scope) }))
      return JSON.stringify(explain({ sql: sql.join(heard, ';\n\n'), plan: 'custom' }))
    },
    ...scopedReads({ scopeOf, peopleOf }),
  }
}

/** The same scope; what it asks the database is noted. */
const listening = (scope: Scope, heard: Sql[]): Scope => {
  const { tx } = scope.state
  const query: Query = (piece, o) => {
    heard.push(piece)
    return tx.query(piece, o)
  }
  return { ...scope, state: { ...scope.state, tx: { ...tx, query } } }
}

/** Readings that need more than one statement, or that look at what they found before they answer. */
function scopedReads({ scopeOf, peopleOf }: Pick<Deps, 'scopeOf' | 'peopleOf'>): ScopedReads {
  return {
    history: async (session, object, id, page) => readHistory(await scopeOf(session), object, id, page),
    compare: async (session, object, moments) => compareVersions(await scopeOf(session), object, moments),
    shares: async (session, object, id) => {
      const scope = await scopeOf(session)
      return listShares(scope, objectOf(scope.state, object), id)
    },
    access: async (session, { object, id, person }) => {
      const [scope, people] = await Promise.all([scopeOf(session), peopleOf(session)])
      const question = { object: objectOf(scope.state, object), id, people }
      return person === undefined ? whoMay(scope, question) : whatMay(scope, { ...question, person })
    },
    twins: async (session, name, values) => {
      const scope = await scopeOf(session)
      return findTwins(scope, objectOf(scope.state, name), values)
    },
    alike: async (session, action, id) => findAlike(await scopeOf(session), action, { id }),
    twinGroups: async (session, name, page) => {
      const scope = await scopeOf(session)
      return listGroups(scope, objectOf(scope.state, name), page)
    },
    changeSets: async (session, question) => listChangeSets(await scopeOf(session), question),
    changeSet: async (session, id, page) => readChangeSet(await scopeOf(session), id, page),
    bin: async (session, question) => listBin(await scopeOf(session), question),
  }
}

function compiledOf(context: QueryContext, question: Parameters<Reads['explain']>[1], options: CompileOptions): Compiled {
  const { kind, ...rest } = question
  const compile = {
    list: () => compileList(context, rest as never, options),
    count: () => compileCount(context, rest as never, false, options),
    one: () => compileOne(context, rest as never, options),
    aggregate: () => compileAggregate(context, rest as never, options),
    search: () => compileSearch(context, rest as never, options),
  }
  return compile[kind]()
}
