import type { Access, Actor } from '../../access/define-access.ts'
import type { Sql } from '../../db/sql.ts'
import type { Catalog } from '../../model/catalog.ts'
import type { Build, BuildState, CompileOptions } from '../build.ts'
import type { QueryContext } from '../question.ts'
import { answerColumns, readWanted } from './answer.ts'
import { startBuild } from './start-build.ts'

/** The part of a statement that answers records: the same for one reader however the records are found. */
export type RowPart = Readonly<{
  columns: Sql
  /** Column of the id. */
  id: Sql
  place: Sql
  joins: Sql
  /** What must hold for the reader to read a record. */
  reach: readonly Sql[]
}>

export type RowQuestion = Readonly<{
  object: string
  fields: readonly string[] | undefined
  asOf: Date | undefined
  /** Id of each record in the rest of the statement. */
  key(build: Build): Sql
}>

type Facts = Pick<QueryContext['workspace'], 'currency' | 'region' | 'timeZone'>
type Kept = Readonly<{ part: RowPart; state: BuildState; access: Access; catalog: Catalog; facts: Facts }>

const mostKept = 200
const keptOf = new WeakMap<Actor, Map<string, Kept>>()

/**
 * A build that has its row part, the larger half of the work: 150 µs for a list, 85 for one record. It is kept with the actor, who lives as
 * long as his session, unless it depends on the moment.
 */
export function startWithRow(context: QueryContext, question: RowQuestion, options: CompileOptions): { build: Build; part: RowPart } {
  const { access, catalog, workspace, actor } = context
  const isKeepable = !question.asOf && !options.explain
  const name = `${workspace.schema} ${question.object} ${question.fields?.join() ?? '-'}`
  const kept = keptOf.get(actor)?.get(name)
  if (isKeepable && kept && kept.access === access && kept.catalog === catalog && areSame(kept.facts, workspace)) {
    return { build: startBuild(context, options, { state: kept.state }), part: kept.part }
  }
  const build = startBuild(context, options, { asOf: question.asOf })
  const part = makePart(build, question)
  if (isKeepable && !build.isOfMoment()) {
    const { currency, region, timeZone } = workspace
    keep(actor, name, { part, state: build.state(), access, catalog, facts: { currency, region, timeZone } })
  }
  return { build, part }
}

const areSame = (a: Facts, b: Facts): boolean => a.currency === b.currency && a.region === b.region && a.timeZone === b.timeZone

function makePart(build: Build, question: RowQuestion): RowPart {
  const object = build.asked(question.object)
  const row = build.open(object, object.table, question.key(build))
  const columns = answerColumns(row, readWanted(build, object, question.fields))
  const reach = build.reachOf(row, 'read')
  return { columns, id: row.column('id'), place: row.place(), joins: row.joins(), reach }
}

function keep(actor: Actor, name: string, kept: Kept): void {
  const parts = keptOf.get(actor) ?? new Map<string, Kept>()
  if (parts.size >= mostKept) parts.clear()
  parts.set(name, kept)
  keptOf.set(actor, parts)
}
