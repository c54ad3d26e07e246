import type { Letter } from '../../accounts/mail/mail.ts'
import type { Engine } from '../../engine-types.ts'
import type { JobHandler, JobLog, Jobs } from '../../jobs/open-jobs.ts'
import { newId } from '../../model/uuid.ts'
import type { WorkspaceFacts } from '../../query/question.ts'
import { isMorning, isQuiet, type NoticePerson, noticePeople, todayOf } from '../people.ts'
import { noticeSign } from '../store-notices.ts'
import { claimLetter, markFailed, markSent, readWaiting, type Waiting } from './claim.ts'
import { composeLetter } from './compose.ts'

const job = 'notice-letters'
const lookMs = 60_000
const soonMs = 2_000

type Deps = Readonly<{ engine: Engine; send(letter: Letter): Promise<void>; publicUrl: string; log: JobLog }>

export type NoticeLetters = Readonly<{
  /** For `openJobs`. */
  handlers: Readonly<Record<string, JobHandler>>
  /** From here on letters are sent: a moment after somebody is asked for something, and each morning what else there is. Answers how to stop that. */
  start(jobs: Jobs): () => void
  /** Sends what is due here and now; answers how many letters went out and how many failed. */
  run(workspace: WorkspaceFacts, now?: Date): Promise<{ sent: number; failed: number }>
}>

/** Notices by mail: claimed, sent, marked, so that several processes send each once. Only where one dies between sending and marking, a letter comes twice. */
export function openNoticeLetters(deps: Deps): NoticeLetters {
  const { engine, log } = deps
  const run: NoticeLetters['run'] = (workspace, now = new Date()) => sendDue(deps, workspace, now)
  return {
    run,
    handlers: {
      async [job](payload) {
        const told = await run(await engine.workspace(String(payload.workspace)))
        if (told.sent + told.failed > 0) log.info(told, 'letters about notices')
      },
    },
    start(jobs) {
      const enqueue = (slug: string) =>
        jobs
          .add(null, job, { workspace: slug }, { jobKey: `${job} ${slug}`, queue: job, attempts: 1 })
          .catch((error: unknown) => log.warn({ err: error }, 'letters could not be queued'))
      const look = async () => {
        for (const workspace of await engine.workspaces())
          if ((await readWaiting({ database: engine.database, workspace })).length > 0) await enqueue(workspace.slug)
      }
      const safely = () => void look().catch((error: unknown) => log.warn({ err: error }, 'could not look for letters'))
      const soon = new Map<string, NodeJS.Timeout>()
      const stopListening = engine.onTouched((touched) => {
        for (const { workspace } of touched.filter(({ object }) => object === noticeSign)) {
          if (soon.has(workspace)) continue
          const later = setTimeout(() => {
            soon.delete(workspace)
            void enqueue(workspace)
          }, soonMs)
          soon.set(workspace, later.unref())
        }
      })
      const timer = setInterval(safely, lookMs).unref()
      safely()
      return () => {
        clearInterval(timer)
        for (const later of soon.values()) clearTimeout(later)
        stopListening()
      }
    },
  }
}

async function sendDue(deps: Deps, workspace: WorkspaceFacts, now: Date): Promise<{ sent: number; failed: number }> {
  const { engine } = deps
  const waiting = new Map((await readWaiting({ database: engine.database, workspace })).map((one) => [one.person, one]))
  const told = { sent: 0, failed: 0 }
  if (waiting.size === 0) return told
  for (const person of await noticePeople(engine, workspace, [...waiting.keys()])) {
    const due = dueOf(person, waiting.get(person.id)!, now)
    if (!due || person.email === null) continue
    const outcome = await sendOne(deps, { workspace, person, now, all: due === 'all' })
    if (outcome !== null) told[outcome] += 1
  }
  return told
}

/** What a letter may tell now: all that waits, once a morning; what asks for something at any hour that is not quiet. */
function dueOf(person: NoticePerson, { urgent }: Waiting, now: Date): 'all' | 'urgent' | null {
  if (isQuiet(person, now)) return null
  if (isMorning(person, now) && (person.digestOn === null || person.digestOn < todayOf(person, now))) return 'all'
  return urgent ? 'urgent' : null
}

type Addressed = Readonly<{ workspace: WorkspaceFacts; person: NoticePerson; now: Date; all: boolean }>

async function sendOne(
  { engine, send, publicUrl, log }: Deps,
  { workspace, person, now, all }: Addressed,
): Promise<'sent' | 'failed' | null> {
  const place = { database: engine.database, workspace }
  const letter = newId()
  const stored = await claimLetter(place, { letter, person: person.id, all })
  if (stored.length === 0) return null
  try {
    const actor = await engine.actorOf(workspace, person.id, { locale: person.locale, timeZone: person.timeZone })
    await send(await composeLetter(engine, { session: { workspace, actor }, email: person.email!, publicUrl }, stored))
  } catch (error) {
    log.warn({ err: error, person: person.id }, 'a letter about notices could not be sent')
    await markFailed(place, { letter, person: person.id })
    return 'failed'
  }
  await markSent(place, { letter, person: person.id, day: all ? todayOf(person, now) : null })
  return 'sent'
}
