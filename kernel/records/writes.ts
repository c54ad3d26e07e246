import { inputsOf } from '../access/inputs.ts'
import type { ActionDef } from '../actions/define-action.ts'
import { sql } from '../db/sql.ts'
import type { ModuleDef } from '../define-module.ts'
import { keepApart } from '../duplicates/groups.ts'
import type { JsonText, Writes } from '../engine-types.ts'
import { emptiedLinks } from '../history/emptied.ts'
import { restoreRecord } from '../history/restore.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { fail, failWith } from '../model/fault.ts'
import { isUuid } from '../model/uuid.ts'
import { compileIds } from '../query/compile-ids.ts'
import { compileList } from '../query/compile-list.ts'
import { compileOne } from '../query/compile-one.ts'
import { objectOf, runAction, scopeOf } from './open-work.ts'
import { pathIn } from './parse-input.ts'
import { removeAlone } from './remove.ts'
import { assertNoneLeftOut, changeAlike, isAlike, readAlike } from './sets/change-alike.ts'
import { queryContext, type Scope } from './state.ts'
import type { WhenSent } from './store.ts'
import { changeRecords, createRecords } from './write.ts'

const batch = 2_000

/** Object calls by name, for doors: input as it came over the wire. */
export function openWrites(modules: readonly ModuleDef[]): Writes {
  const actions = new Map<string, ActionDef>(
    modules.flatMap((module) => module.actions.map((action) => [action.name, action as unknown as ActionDef])),
  )
  return {
    async create(work, name, rows) {
      const scope = scopeOf(work)
      const object = objectOf(scope.state, name)
      await checkChosenIds(scope, object, rows)
      const early = answerBehind(scope, name)
      const ids = await createRecords(scope, object, rows, rows.length > 1 ? { indexed: true } : { indexed: false, whenSent: early.ask })
      return early.asked() ?? answer(scope, name, ids)
    },
    async change(work, name, id, to) {
      const scope = scopeOf(work)
      const { version, ...rest } = to as Record<string, unknown>
      if (!isUuid(id)) fail('kernel.not-found', { object: name, id })
      if (version !== undefined && !Number.isSafeInteger(version)) fail('kernel.bad-value', { path: 'version', want: 'integer' })
      const early = answerBehind(scope, name)
      await changeRecords(scope, objectOf(scope.state, name), [{ id, to: rest, version: version as number | undefined }], {
        indexed: false,
        whenSent: early.ask,
      })
      return (await (early.asked() ?? answer(scope, name, [id]))).slice(1, -1)
    },
    async changeWhere(work, name, { filter, to, expect }) {
      const scope = scopeOf(work)
      const object = objectOf(scope.state, name)
      const ids = await idsOf(scope, name, filter, expect)
      const changed = await changeAll(scope, object, ids, to)
      return JSON.stringify({ matched: ids.length, changed, changeSet: work.changeSetId })
    },
    async remove(work, name, ids) {
      const scope = scopeOf(work)
      for (const id of ids) if (!isUuid(id)) fail('kernel.not-found', { object: name, id })
      await removeAlone(scope, objectOf(scope.state, name), ids)
    },
    async removeWhere(work, name, filter, expect) {
      const scope = scopeOf(work)
      const ids = await idsOf(scope, name, filter, expect)
      for (let i = 0; i < ids.length; i += batch) await removeAlone(scope, objectOf(scope.state, name), ids.slice(i, i + batch))
      return JSON.stringify({ removed: ids.length, changeSet: work.changeSetId })
    },
    restore: async (work, name, id) => {
      const scope = scopeOf(work)
      const { changeSets } = await restoreRecord(scope, objectOf(scope.state, name), id)
      const emptied = await emptiedLinks(scope, changeSets)
      const [row] = [(await answer(scope, name, [id])).slice(1, -1)]
      return emptied.length > 0 ? `${row.slice(0, -1)},"emptied":${JSON.stringify(emptied)}}` : row
    },
    async keepApart(work, name, ids) {
      const scope = scopeOf(work)
      return keepApart(scope, objectOf(scope.state, name), ids)
    },
    async runAction(work, name, input) {
      const action = actions.get(name) ?? fail('kernel.unknown-action', { action: name })
      return JSON.stringify((await runAction(work, action, input)) ?? {})
    },
  }
}

/** Gives many records the same values: by one statement a batch where nothing depends on the record, else record by record. Answers how many changed. */
async function changeAll(scope: Scope, object: CatalogObject, ids: readonly string[], to: unknown): Promise<number> {
  let changed = 0
  const alike = ids.length > 1 ? await readAlike(scope, object, { set: to }) : null
  for (let i = 0; i < ids.length; i += batch) {
    const some = ids.slice(i, i + batch)
    if (alike && isAlike(object, alike)) {
      const answer = await changeAlike(scope, object, some, alike)
      assertNoneLeftOut(object, answer.leftOut)
      changed += answer.changed
    } else {
      const inputs = some.map((id) => ({ id, to }))
      changed += (await changeRecords(scope, object, inputs, { indexed: false })).changed.length
    }
  }
  return changed
}

/**
 * Ids chosen by callers must never have been anybody's, living or removed: whoever made a record anew under an old id would read the old one's
 * history. Only who may read all records of the object may choose one, as the answer tells whether it was there.
 */
async function checkChosenIds(scope: Scope, object: CatalogObject, rows: readonly unknown[]): Promise<void> {
  const given = rows.map((row) => (row as { id?: unknown }).id)
  const chosen = given.filter((id): id is string => isUuid(id))
  if (chosen.length === 0) return
  const { access, session, tx } = scope.state
  if (access.reach(scope.actor, object.name, 'read').kind !== 'all') {
    const at = (i: number) => pathIn(rows.length > 1 ? i : null, 'id')
    failWith(
      'kernel.bad-value',
      given.flatMap((id, i) => (id === undefined ? [] : [{ path: at(i), code: 'kernel.read-only' }])),
    )
  }
  const [used] = await tx.query(sql`SELECT c.record_id FROM ${sql.id(session.workspace.schema, 'change')} c
    WHERE c.record_id = ANY(${chosen}::uuid[]) AND c.workspace_id = ${session.workspace.id}::int LIMIT 1`)
  if (used) fail('kernel.not-unique', { object: object.name, fields: ['id'], id: used.record_id })
}

/** Records as stored now, in the order of the ids, as text of a JSON array; of a record that its writer may not read, the id alone. */
async function answer(scope: Scope, object: string, ids: readonly string[]): Promise<JsonText> {
  if (ids.length === 1) return answerOne(scope, object, ids[0]!)
  const texts: string[] = []
  for (let i = 0; i < ids.length; i += 500) {
    const some = ids.slice(i, i + 500)
    const { sql: piece } = compileList(queryContext(scope), {
      object,
      filter: { id: { in: some } },
      limit: some.length,
      sort: ['id'],
      fields: ['*'],
    })
    const rows = await scope.state.tx.query(piece)
    texts.push(String(rows[0]!.rows).slice(1, -1))
  }
  return inOrder(`[${texts.filter((text) => text !== '').join(',')}]`, ids)
}

/** Objects of which nothing more was written the last time when one was: the answer stays true, and need not wait. */
const quiet = new WeakSet<CatalogObject>()

/**
 * The answer of one record asked for right behind the statement that stores it: one round trip less, and the next statement is made while that one runs. Asked again
 * where what comes of the record wrote something itself.
 */
function answerBehind(scope: Scope, name: string): { ask: WhenSent; asked(): Promise<JsonText> | null } {
  const { state } = scope
  const object = objectOf(state, name)
  let early: Readonly<{ answer: Promise<JsonText>; writes: number }> | null = null
  const { writes } = state
  return {
    ask: ([id]) => {
      if (!quiet.has(object) && object.consequences.length > 0) return
      early = { answer: answerOne(scope, name, id!), writes: state.writes + 1 }
      // Where storing fails this fails too, and nobody waits for it.
      early.answer.catch(() => undefined)
    },
    asked: () => {
      if (state.writes - writes > 1) quiet.delete(object)
      else quiet.add(object)
      return early?.writes === state.writes ? early.answer : null
    },
  }
}

/**
 * One record with its lines and the figures over them, and what formulas make of figures, as lists have it. Figures over what only names the record, and
 * those that must be asked for, are left to whoever reads it: a write changes them seldom, and all of them together cost more than the write.
 */
async function answerOne(scope: Scope, object: string, id: string): Promise<JsonText> {
  const { catalog, access } = scope.state
  const of = catalog.objects[object]!
  const told = Object.values(of.fields).filter((field) => {
    const { readsChildren, levels } = field.type.compute ? inputsOf(catalog, of, field) : { readsChildren: false, levels: 0 }
    const isOverLines = of.fields[String(field.options.of)]?.type.parts !== undefined
    const isCostly = field.options.whenAsked === true || levels > 1 || (readsChildren && !isOverLines)
    return !isCostly && access.fieldRight(scope.actor, object, field.name) !== 'hidden'
  })
  const compiled = compileOne(queryContext(scope), { object, id, fields: told.map(({ name }) => name) })
  const [row] = await scope.state.tx.query(compiled.sql, { plan: compiled.plan })
  return row ? `[${String(row.row)}]` : `[{"id":"${id}"}]`
}

function inOrder(text: JsonText, ids: readonly string[]): JsonText {
  const byId = new Map((JSON.parse(text) as { id: string }[]).map((row) => [row.id, row]))
  return JSON.stringify(ids.map((id) => byId.get(id) ?? { id }))
}

async function idsOf(scope: Scope, object: string, filter: Readonly<Record<string, unknown>>, expect: number): Promise<string[]> {
  const compiled = compileIds(queryContext(scope), { object, filter, limit: expect + 1 })
  // In the order they lie in: each page is met once, and whoever else holds many takes them in the same order.
  const ids = (await scope.state.tx.query(compiled.sql)).map((row) => String(row.id)).toSorted()
  if (ids.length !== expect) {
    const [counted] = await scope.state.tx.query(
      sql`SELECT count(*)::int AS n FROM (${compileIds(queryContext(scope), { object, filter, limit: 1_000_001 }).sql}) c`,
    )
    fail('kernel.expected-other-count', { object, expected: expect, found: Number(counted?.n ?? ids.length) })
  }
  return ids
}
