import { system } from '../access/define-access.ts'
import type { Engine } from '../engine-types.ts'
import { isEarly, noticePeople, todayOf } from '../notices/people.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import type { JobHandler, JobLog, Jobs } from './open-jobs.ts'

const job = 'rounds'
const lookMs = 60_000

export type Rounds = Readonly<{
  /** For `openJobs`. */
  handlers: Readonly<Record<string, JobHandler>>
  /** From here on each workspace is gone through every minute; answers how to stop that. */
  start(jobs: Jobs): () => void
  /** Goes through one workspace here and now. */
  run(workspace: WorkspaceFacts, now?: Date): Promise<void>
}>

/** What modules look after by the clock. Each round is a work of its own, so that one that fails takes no other with it. */
export function openRounds({ engine, log }: Readonly<{ engine: Engine; log: JobLog }>): Rounds {
  const rounds = engine.modules.flatMap((module) => module.rounds)
  const run: Rounds['run'] = async (workspace, now = new Date()) => {
    if (rounds.length === 0) return
    const people = (await noticePeople(engine, workspace)).map((person) => ({
      id: person.id,
      today: todayOf(person, now),
      isMorning: isEarly(person, now),
    }))
    const actor = { ...system('what the clock tells'), locale: workspace.locale, timeZone: workspace.timeZone }
    for (const round of rounds)
      await engine
        .work({ workspace, actor }, { via: 'job', cause: round.name, now }, (work) => round.run(work, people))
        .catch((error: unknown) => log.error({ err: error, round: round.name }, 'a round failed'))
  }
  return {
    run,
    handlers: { [job]: async (payload) => run(await engine.workspace(String(payload.workspace))) },
    start(jobs) {
      const look = async () => {
        for (const { slug } of await engine.workspaces())
          await jobs.add(null, job, { workspace: slug }, { jobKey: `${job} ${slug}`, queue: `${job} ${slug}`, attempts: 1 })
      }
      const timer = setInterval(() => void look().catch((error: unknown) => log.warn({ err: error }, 'rounds could not be queued')), lookMs)
      timer.unref()
      return () => clearInterval(timer)
    },
  }
}
