import { system } from '../../access/define-access.ts'
import type { Audit } from '../../audit/open-audit.ts'
import type { Connection } from '../../db/pool.ts'
import { sql } from '../../db/sql.ts'
import type { Engine, Session } from '../../engine-types.ts'
import type { JobHandler, Jobs } from '../../jobs/open-jobs.ts'
import { fail } from '../../model/fault.ts'
import { newId } from '../../model/uuid.ts'
import type { WorkspaceFacts } from '../../query/question.ts'
import { scopeOf } from '../../records/open-work.ts'
import type { Scope } from '../../records/state.ts'
import { eraseFiles, eraseImports, type Folders } from './erase-files.ts'
import { type ErasureRow, type ErasureWish, erasureTable, isStopped, readErasures, readWish } from './erasure-rows.ts'
import { type Step, stepsOf } from './steps.ts'

const jobName = 'erase person'

type Deps = Folders & Readonly<{ engine: Engine; audit: Audit; log: Readonly<{ error(details: object, message: string): void }> }>

/** Erasures of persons: queued, done piece by piece by a job that goes on where a killed process ended, proved afterwards. */
export type Erasures = Readonly<{
  handlers: Readonly<Record<string, JobHandler>>
  start(jobs: Jobs): void
  begin(session: Session, wish: ErasureWish): Promise<ErasureRow>
  list(workspace: WorkspaceFacts): Promise<readonly ErasureRow[]>
  one(workspace: WorkspaceFacts, id: string): Promise<ErasureRow>
  /** Lets it rest after the piece at hand; what is erased stays so. One that is over stays as it is. @throws `kernel.not-found` */
  stop(workspace: WorkspaceFacts, id: string): Promise<ErasureRow>
  /** Goes on with one that rests. */
  resume(workspace: WorkspaceFacts, id: string): Promise<ErasureRow>
}>

export function openErasures(deps: Deps): Erasures {
  const { engine, log } = deps
  let queue: Jobs | undefined
  const list = (workspace: WorkspaceFacts) => readErasures(engine.database.write(workspace), workspace)
  const one = async (workspace: WorkspaceFacts, id: string) =>
    (await readErasures(engine.database.write(workspace), workspace, id))[0] ?? fail('kernel.not-found', { object: 'erasure', id })
  const enqueue = async (tx: Connection, workspace: WorkspaceFacts, id: string) =>
    queue?.add(
      tx,
      jobName,
      { workspace: workspace.slug, id },
      {
        // One after the other: what was told to rest may still be at a piece when it is told to go on.
        jobKey: `erasure ${id}`,
        queue: `erasures ${workspace.slug}`,
        attempts: 5,
        place: workspace,
      },
    )
  const turn = async (
    workspace: WorkspaceFacts,
    o: { id: string; from: readonly string[]; to: 'stopped' | 'queued' },
  ): Promise<ErasureRow> => {
    await one(workspace, o.id)
    await engine.database.transaction(workspace, async (tx) => {
      const turned = await tx.affected(sql`UPDATE ${erasureTable(workspace)} SET state = ${o.to}::text
        WHERE id = ${o.id}::uuid AND state = ANY(${[...o.from]}::text[])`)
      if (turned > 0 && o.to === 'queued') await enqueue(tx, workspace, o.id)
    })
    return one(workspace, o.id)
  }
  return {
    handlers: {
      [jobName]: async ({ workspace, id }, { attempt }) => {
        const facts = await engine.workspace(String(workspace))
        try {
          await run(deps, facts, String(id))
        } catch (error) {
          log.error({ err: error, erasure: id, attempt }, 'an erasure broke off')
          await engine.database
            .write(facts)
            .affected(
              sql`UPDATE ${erasureTable(facts)} SET state = 'failed', error = ${(error as Error).name}::text WHERE id = ${String(id)}::uuid`,
            )
          throw error
        }
      },
    },
    start(jobs) {
      queue = jobs
    },
    list,
    one,
    stop: (workspace, id) => turn(workspace, { id, from: ['queued', 'running', 'failed'], to: 'stopped' }),
    resume: (workspace, id) => turn(workspace, { id, from: ['stopped'], to: 'queued' }),
    async begin(session, wish) {
      const { workspace, actor } = session
      const id = newId()
      const total = await asKernel(engine, workspace, async (scope) => (await stepsOf(scope, wish, id)).length + 2)
      await engine.database.transaction(workspace, async (tx) => {
        await tx.affected(sql`INSERT INTO ${erasureTable(workspace)} (id, at, by, wish, state, total)
          VALUES (${id}::uuid, now(), ${actor.memberId}::uuid, ${JSON.stringify(wish)}::jsonb, 'queued', ${total}::int)`)
        await enqueue(tx, workspace, id)
      })
      return one(workspace, id)
    },
  }
}

const asKernel = <T>(engine: Engine, workspace: WorkspaceFacts, run: (scope: Scope) => Promise<T>): Promise<T> => {
  const actor = { ...system('personal data'), locale: workspace.locale, timeZone: workspace.timeZone }
  return engine.work({ workspace, actor }, { via: 'job' }, (work) => run(scopeOf(work)))
}

async function run({ engine, audit, ...folders }: Deps, workspace: WorkspaceFacts, id: string): Promise<void> {
  const connection = engine.database.write(workspace)
  const wish = await readWish(connection, workspace, id)
  if (!wish) return
  const steps: readonly Step[] = [
    // Files come first: whose they are stands in the records.
    { key: '$files', name: 'files', run: async (scope) => ({ count: await eraseFiles(scope, wish, folders), hash: '' }) },
    { key: '$imports', name: 'importFiles', run: async (scope) => ({ count: await eraseImports(scope, wish, folders), hash: '' }) },
    ...(await asKernel(engine, workspace, (scope) => stepsOf(scope, wish, id))),
  ]
  for (const step of steps.filter(({ key }) => !wish.passed.has(key))) {
    if (await isStopped(connection, workspace, id)) return
    await asKernel(engine, workspace, async (scope) => {
      const { count, hash } = await step.run(scope)
      await scope.state.tx.affected(sql`UPDATE ${erasureTable(workspace)} SET state = CASE WHEN state = 'stopped' THEN state ELSE 'running' END, passed = passed || ${step.key}::text, total = ${steps.length}::int,
        hash = encode(sha256(convert_to(coalesce(hash, '') || ${hash}::text, 'UTF8')), 'hex'),
        counts = CASE WHEN ${count}::int = 0 THEN counts ELSE jsonb_set(counts, ARRAY[${step.name}]::text[], to_jsonb(coalesce((counts ->> ${step.name}::text)::int, 0) + ${count}::int)) END
        WHERE id = ${id}::uuid`)
    })
  }
  await prove({ engine, audit }, workspace, id)
}

/** The entry in the audit, whose place in the chain the row keeps; who it was is nowhere any more. */
async function prove({ engine, audit }: Pick<Deps, 'engine' | 'audit'>, workspace: WorkspaceFacts, id: string): Promise<void> {
  const connection = engine.database.write(workspace)
  const [row] = await readErasures(connection, workspace, id)
  const found = async () =>
    (
      await connection.query(
        sql`SELECT a.batch::int AS batch FROM ${sql.id(workspace.schema, 'audit')} a WHERE a.kind = 'person-erased' AND a.detail ->> 'erasure' = ${id}::text`,
      )
    )[0]
  if (!(await found())) {
    audit.note(workspace, {
      kind: 'person-erased',
      actorId: row!.by,
      via: 'job',
      detail: { erasure: id, counts: row!.counts, hash: row!.hash },
    })
    await audit.flush()
  }
  const entry = await found()
  await connection.affected(
    sql`UPDATE ${erasureTable(workspace)} SET state = 'done', wish = NULL, error = NULL, batch = ${entry?.batch ?? null}::bigint, finished_at = now() WHERE id = ${id}::uuid`,
  )
  await engine.forget(workspace.slug)
}
