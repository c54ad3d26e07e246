import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { system } from '../access/define-access.ts'
import type { ActionDef, Work } from '../actions/define-action.ts'
import { checkFence } from '../db/fence.ts'
import { type Database, openDatabase } from '../db/pool.ts'
import type { ModuleDef } from '../define-module.ts'
import { openEngine } from '../engine.ts'
import type { Engine, Session, WorkRoad } from '../engine-types.ts'
import type { Fields } from '../model/fields.ts'
import { member } from '../model/people.ts'
import type { AggregateQuestion, FilterInput, ListQuestion, WorkspaceFacts } from '../query/question.ts'
import { cloneDatabase, testSecret } from './server.ts'
import { silentLive } from './silent-live.ts'
import { assertWords } from './words.ts'

type Row = Record<string, unknown>
type PersonOptions = Readonly<{ name?: string; department?: string; roles?: readonly string[] }>

/** A person of the test workspace, acting through the engine's doors. */
export type TestPerson = Readonly<{
  id: string
  session: Session
  work<T>(run: (work: Work) => Promise<T>, road?: Partial<WorkRoad>): Promise<T>
  /** Records as answered by the API. */
  create(object: { name: string } | string, rows: readonly Row[]): Promise<Row[]>
  change(object: { name: string } | string, id: string, to: Row): Promise<Row>
  remove(object: { name: string } | string, ids: readonly string[]): Promise<void>
  one(object: { name: string } | string, id: string): Promise<Row>
  list(object: { name: string } | string, question?: Partial<ListQuestion>): Promise<Row[]>
  count(object: { name: string } | string, filter?: FilterInput): Promise<number>
  aggregate(question: AggregateQuestion): Promise<Row[]>
  /** What a tile of a shipped report answers, of the records that meet `filter`. */
  report(name: string, tile: string, filter?: FilterInput): Promise<Row[]>
  call<I extends Fields, R extends Fields>(action: ActionDef<I, R>, input: Row): Promise<Row>
  undo(changeSet: string, choice?: Row): Promise<Row>
  changeSets(): Promise<Row[]>
}>

export type TestApp = Readonly<{
  engine: Engine
  database: Database
  workspace: WorkspaceFacts
  /** A person with this role, the same one for the same role and options. */
  as(role: string, o?: PersonOptions): Promise<TestPerson>
  system: TestPerson
  /** @throws when `run` sends more than `max` statements; the message lists them. */
  atMost<T>(max: number, run: () => Promise<T>): Promise<T>
}>

const nameOf = (object: { name: string } | string): string => (typeof object === 'string' ? object : object.name)

/**
 * A fresh database with one empty workspace of these modules, closed after the file's last test. Every statement that the tests send is held
 * against the rules for statements; a broken rule fails the file.
 */
export async function testApp(
  modules: readonly ModuleDef[],
  o: { locale?: 'zh-CN' | 'zh-TW' | 'en'; now?: string } = {},
): Promise<TestApp> {
  const clone = await cloneDatabase(modules, o.locale ?? 'zh-CN')
  const database = openDatabase({ url: clone.url, max: 4 })
  const filesDir = await mkdtemp(join(tmpdir(), 'zhike-files-'))
  const engine = openEngine({ database, modules, live: silentLive(), secret: testSecret, filesDir })
  const workspace = await engine.workspace('test')
  const broken = watchFence(database)
  after(async () => {
    await assertWords(engine, workspace)
    await engine.close()
    await database.close()
    await clone.drop()
    await rm(filesDir, { recursive: true, force: true })
    assert.deepEqual([...broken], [], 'statements that break the rules of the store')
  })
  const now = o.now ? { now: new Date(o.now) } : {}
  const people = new Map<string, Promise<TestPerson>>()
  const root = openPerson(
    engine,
    modules,
    { workspace, actor: { ...system('test'), locale: workspace.locale, timeZone: workspace.timeZone } },
    now,
  )
  return {
    engine,
    database,
    workspace,
    system: root,
    as(role, options = {}) {
      const key = JSON.stringify([role, options])
      const known = people.get(key) ?? makePerson(role, options)
      people.set(key, known)
      return known
    },
    async atMost(max, run) {
      const sent: string[] = []
      const stop = database.onStatement((text) => void sent.push(text))
      try {
        const answer = await run()
        const counted = sent.filter((text) => !/^(BEGIN|COMMIT|ROLLBACK)/.test(text))
        assert.ok(counted.length <= max, `${counted.length} statements, at most ${max} allowed:\n${counted.join('\n---\n')}`)
        return answer
      } finally {
        stop()
      }
    },
  }

  async function makePerson(role: string, options: PersonOptions): Promise<TestPerson> {
    const name = options.name ?? `${role} ${people.size + 1}`
    const roles = options.roles ?? [role]
    const [row] = await root.create(member, [{ name, roles, ...(options.department ? { department: options.department } : {}) }])
    const actor = await engine.actorOf(workspace, row!.id as string)
    return openPerson(engine, modules, { workspace, actor }, now)
  }
}

/** Fills with the statements of a database that break the rules of the store, from now on. */
export function watchFence(database: Database): ReadonlySet<string> {
  const broken = new Set<string>()
  database.onStatement((text, _ms, o) => {
    for (const rule of checkFence(text, o)) broken.add(`${rule}: ${text.slice(0, 300)}`)
  })
  return broken
}

function openPerson(engine: Engine, modules: readonly ModuleDef[], session: Session, road: Partial<WorkRoad>): TestPerson {
  const work: TestPerson['work'] = (run, more = {}) => engine.work(session, { via: 'api', ...road, ...more }, run)
  const read = <T>(text: string): T => JSON.parse(text) as T
  const aggregate: TestPerson['aggregate'] = async (question) => read<{ rows: Row[] }>(await engine.reads.aggregate(session, question)).rows
  return {
    id: session.actor.memberId ?? '',
    session,
    work,
    create: async (object, rows) => read(await work((w) => engine.writes.create(w, nameOf(object), rows))),
    change: async (object, id, to) => read(await work((w) => engine.writes.change(w, nameOf(object), id, to))),
    remove: (object, ids) => work((w) => engine.writes.remove(w, nameOf(object), ids)),
    one: async (object, id) => read(await engine.reads.one(session, { object: nameOf(object), id })),
    list: async (object, question = {}) =>
      read<{ rows: Row[] }>(await engine.reads.list(session, { limit: 50, ...question, object: nameOf(object) })).rows,
    count: async (object, filter) =>
      read<{ value: number }>(await engine.reads.count(session, { object: nameOf(object), ...(filter ? { filter } : {}) }, true)).value,
    aggregate,
    report: async (name, tile, filter) => {
      const found = modules.flatMap(({ reports }) => reports).find((one) => one.name === name)
      const its = found?.tiles.find(({ key }) => key === tile)?.ask as Omit<AggregateQuestion, 'object'>
      const filters = [its.filter, filter].filter((one) => one !== undefined)
      return aggregate({ ...its, object: found!.object, ...(filters.length > 0 ? { filter: { and: filters } } : {}) } as AggregateQuestion)
    },
    call: async (action, input) => read(await work((w) => engine.writes.runAction(w, action.name, input))),
    undo: async (changeSet, choice = {}) => ({ ...(await engine.undo(session, changeSet, choice, { via: 'api' })) }),
    changeSets: async () => read<{ rows: Row[] }>(await engine.reads.changeSets(session, { limit: 50 })).rows,
  }
}
