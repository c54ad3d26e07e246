import { system } from '../../access/define-access.ts'
import type { Engine } from '../../engine-types.ts'
import type { JobHandler, JobLog, Jobs } from '../../jobs/open-jobs.ts'
import type { WorkspaceFacts } from '../../query/question.ts'
import type { PostDef, PostLetter, PostOutcome } from './define-post.ts'
import type { Mailer } from './mail.ts'

const job = 'posts'
const lookMs = 60_000

type Deps = Readonly<{ engine: Engine; mailer: Pick<Mailer, 'send'> | null; publicUrl: string; log: JobLog }>

export type Posts = Readonly<{
  /** For `openJobs`. */
  handlers: Readonly<Record<string, JobHandler>>
  /** From here on each workspace is looked at every minute; answers how to stop that. */
  start(jobs: Jobs): () => void
  /** Sends what is due here and now. */
  run(workspace: WorkspaceFacts, now?: Date, signal?: AbortSignal): Promise<void>
}>

/** Letters of modules to people outside, workspace by workspace, by one process at a time. */
export function openPosts(deps: Deps): Posts {
  const { engine, log } = deps
  const posts = engine.modules.flatMap((module) => module.posts)
  const run: Posts['run'] = async (workspace, now = new Date(), signal = undefined) => {
    for (const post of posts)
      await sendAll(deps, workspace, { post, now, signal }).catch((error: unknown) =>
        log.error({ err: error, post: post.name }, 'letters could not be sent'),
      )
  }
  return {
    run,
    handlers: { [job]: async (payload, { signal }) => run(await engine.workspace(String(payload.workspace)), new Date(), signal) },
    start(jobs) {
      const look = async () => {
        for (const { slug } of await engine.workspaces())
          await jobs.add(null, job, { workspace: slug }, { jobKey: `${job} ${slug}`, queue: `${job} ${slug}`, attempts: 1 })
      }
      const timer = setInterval(
        () => void look().catch((error: unknown) => log.warn({ err: error }, 'letters could not be queued')),
        lookMs,
      )
      timer.unref()
      return () => clearInterval(timer)
    },
  }
}

type Turn = Readonly<{ post: PostDef; now: Date; signal: AbortSignal | undefined }>

/** Portion by portion to the end, or until the mail server is gone. A server of ours that stops notes what it has sent, and leaves the rest. */
async function sendAll({ engine, mailer, publicUrl }: Deps, workspace: WorkspaceFacts, { post, now, signal }: Turn): Promise<void> {
  const actor = { ...system('letters to people outside'), locale: workspace.locale, timeZone: workspace.timeZone }
  const road = { via: 'job' as const, cause: post.name, now }
  const place = { publicUrl, mark: engine.mark }
  /** Why nothing goes out any more: then the rest is not tried. */
  let silence: string | undefined
  while (silence === undefined && !signal?.aborted) {
    const letters = await engine.work({ workspace, actor }, road, (work) => post.take(work, place))
    if (letters.length === 0) return
    const outcomes: PostOutcome[] = []
    for (const letter of letters) {
      const outcome: PostOutcome = silence === undefined ? await sendOne(mailer, letter, signal) : nobody(letter.id, silence)
      outcomes.push(outcome)
      if (outcome.state === 'later' && !outcome.isReached) silence = outcome.why
    }
    await engine.work({ workspace, actor }, road, (work) => post.note(work, outcomes))
  }
}

const nobody = (id: string, why: string): PostOutcome => ({ id, state: 'later', why, isReached: false })

/** What a mail server says begins with a number: from 500 on it means never (RFC 5321 4.2.1). */
async function sendOne(mailer: Deps['mailer'], { id, ...letter }: PostLetter, signal: AbortSignal | undefined): Promise<PostOutcome> {
  if (!mailer) return nobody(id, 'no mail server is set (ZHIKE_SMTP_URL)')
  if (signal?.aborted) return nobody(id, 'the server stops')
  try {
    await mailer.send(letter)
    return { id, state: 'sent' }
  } catch (error) {
    const {
      responseCode: code,
      response,
      message,
      command,
    } = error as Error & { responseCode?: number; response?: string; command?: string }
    const why = (response ?? message).slice(0, 500)
    // What is said before a receiver is named is said of us, and not of the letter.
    if (code === undefined || (command !== 'RCPT TO' && command !== 'DATA')) return nobody(id, why)
    return code >= 500 ? { id, state: 'refused', why } : { id, state: 'later', why, isReached: true }
  }
}
