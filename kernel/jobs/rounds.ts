import { system } from '../access/define-access.ts'
import { inhabitedWorkspaces } from '../accounts/workspaces.ts'
import type { Engine } from '../engine-types.ts'
import { isEarly, noticePeople, todayOf } from '../notices/people.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import type { RoundDef, RoundPart, RoundPerson } from './define-round.ts'
import type { JobHandler, JobLog, Jobs } from './open-jobs.ts'

const job = 'rounds'
const lookMs = 60_000

export type Rounds = Readonly<{
  /** For `openJobs`. */
  handlers: Readonly<Record<string, JobHandler>>
  /** From here on each workspace that somebody may enter is gone through every minute; answers how to stop that. */
  start(jobs: Jobs): () => void
  /** Goes through one workspace here and now. */
  run(workspace: WorkspaceFacts, now?: Date, signal?: AbortSignal): Promise<void>
}>

type RoundOptions = Readonly<{ now: Date; people?: readonly RoundPerson[]; signal?: AbortSignal | undefined }>

/** One round to its end, part by part; a server that stops leaves the rest to whoever is up next. */
export async function runRound(engine: Engine, workspace: WorkspaceFacts, round: RoundDef, o: RoundOptions): Promise<void> {
  const actor = { ...system('what the clock tells'), locale: workspace.locale, timeZone: workspace.timeZone }
  let part: RoundPart | undefined
  do {
    const called = part
    const road = { via: 'job' as const, cause: round.name, now: o.now }
    const inSet = { ...road, ...(called ? { changeSetId: called.changeSet } : {}) }
    const running = engine.work({ workspace, actor }, inSet, (work) => round.run(work, o.people ?? [], called))
    const next = await running.catch(async (error: unknown) => {
      if (called) await engine.work({ workspace, actor }, road, async (work) => round.broke?.(work, called, error))
      throw error
    })
    part = next ?? undefined
  } while (part && !o.signal?.aborted)
}

/** What modules look after by the clock. Each round is a work of its own, so that one that fails takes no other with it. */
export function openRounds({ engine, log }: Readonly<{ engine: Engine; log: JobLog }>): Rounds {
  const rounds = engine.modules.flatMap((module) => module.rounds)
  const run: Rounds['run'] = async (workspace, now = new Date(), signal = undefined) => {
    if (rounds.length === 0) return
    const known = await noticePeople(engine, workspace)
    const people = known.map((person) => ({ ...person, today: todayOf(person, now), isMorning: isEarly(person, now) }))
    for (const round of rounds)
      await runRound(engine, workspace, round, { now, people, signal }).catch((error: unknown) =>
        log.error({ err: error, round: round.name }, 'a round failed'),
      )
  }
  return {
    run,
    handlers: { [job]: async (payload, { signal }) => run(await engine.workspace(String(payload.workspace)), new Date(), signal) },
    start(jobs) {
      const look = async () => {
        for (const slug of await inhabitedWorkspaces(engine.database.control))
          await jobs.add(null, job, { workspace: slug }, { jobKey: `${job} ${slug}`, queue: `${job} ${slug}`, attempts: 1 })
      }
      const timer = setInterval(() => void look().catch((error: unknown) => log.warn({ err: error }, 'rounds could not be queued')), lookMs)
      timer.unref()
      return () => clearInterval(timer)
    },
  }
}
