import { hkdfSync } from 'node:crypto'
import type { StartLog } from '../db/embedded.ts'
import type { Database } from '../db/pool.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import { anchorChangeSets } from './anchors.ts'
import type { AuditEntry } from './audit-entry.ts'
import { writeBatch } from './batch-sql.ts'

const everyMs = 500
const mostPerBatch = 2_000
const mostWaiting = 200_000
const anchorEveryMs = 60_000
const mostRemembered = 50_000

export type AuditLog = StartLog

/** Takes what happened and writes it behind the answers; nothing that was taken is lost on a clean stop. */
export type Audit = Readonly<{
  /**
   * One push into a queue. `once` names something that counts as one event when it comes again within `ms`, as a page that refreshes itself.
   * An audit that can not be written keeps its entries and tries again; beyond 200,000 of them it notes how many were lost.
   */
  note(workspace: WorkspaceFacts, entry: AuditEntry, once?: Readonly<{ key: string; ms: number }>): void
  /** Everything taken so far stands in the database. */
  flush(): Promise<void>
  /** Change sets that are in no batch yet come into one, with entries for those that changed rights. `full`: however old. */
  anchor(workspace: WorkspaceFacts, o?: Readonly<{ full?: boolean }>): Promise<void>
  /** Anchors all workspaces by the clock until `close`. */
  start(workspaces: () => Promise<readonly WorkspaceFacts[]>): void
  /** The key of the chain, for verifying. */
  key: Buffer
  close(): Promise<void>
}>

type Queue = { workspace: WorkspaceFacts; entries: AuditEntry[]; lost: number }

export function openAudit({ database, secret, log }: { database: Database; secret: string; log: AuditLog }): Audit {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'zhike audit chain', 32))
  const queues = new Map<string, Queue>()
  const isRepeated = rememberOnce()
  let timer: NodeJS.Timeout | undefined
  let clock: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()

  const writeAll = async (): Promise<void> => {
    for (const queue of [...queues.values()]) {
      try {
        await writeQueue({ database, key }, queue)
      } catch (error) {
        // A workspace that is gone takes its audit with it.
        if ((error as { code?: string }).code === '42P01' || (error as { code?: string }).code === '3F000')
          queues.delete(queue.workspace.slug)
        else {
          log.warn(
            { workspace: queue.workspace.slug, waiting: queue.entries.length, err: error },
            'the audit could not be written; it is tried again',
          )
          throw error
        }
      }
    }
  }
  const flush = (): Promise<void> => {
    const next = writing.then(writeAll)
    writing = next.catch(() => undefined)
    return next
  }
  const soon = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined
      flush().catch(() => soon())
    }, everyMs)
    timer.unref()
  }
  const anchor: Audit['anchor'] = async (workspace, o = {}) => {
    const head = await anchorChangeSets(database, { place: workspace, key, now: new Date() }, o.full === true)
    if (head) log.info({ workspace: workspace.slug, seq: head.seq, hash: head.hash }, 'head of the audit')
  }
  return {
    key,
    flush,
    anchor,
    note(workspace, entry, once) {
      const now = new Date()
      if (once && isRepeated({ ...once, key: `${workspace.slug} ${once.key}` }, now.getTime())) return
      const queue = queues.get(workspace.slug) ?? { workspace, entries: [], lost: 0 }
      queues.set(workspace.slug, queue)
      if (queue.entries.length >= mostWaiting) queue.lost += 1
      else queue.entries.push({ ...entry, at: entry.at ?? now })
      soon()
    },
    start(workspaces) {
      let isFirst = true
      const run = async () => {
        for (const workspace of await workspaces()) await anchor(workspace, { full: isFirst })
        isFirst = false
      }
      clock = setInterval(
        () => void run().catch((error: unknown) => log.warn({ err: error }, 'change sets could not be anchored')),
        anchorEveryMs,
      )
      clock.unref()
    },
    async close() {
      clearInterval(clock)
      clearTimeout(timer)
      await flush().catch(() => flush())
    },
  }
}

/** Writes what waits, batch by batch; what was written leaves the queue. */
async function writeQueue({ database, key }: { database: Database; key: Buffer }, queue: Queue): Promise<void> {
  const place = queue.workspace
  while (queue.entries.length > 0 || queue.lost > 0) {
    const batch = queue.entries.slice(0, mostPerBatch)
    const { lost } = queue
    const note: AuditEntry[] = lost > 0 ? [{ kind: 'lost', actorId: null, via: 'job', detail: { entries: lost } }] : []
    await database.transaction(place, (tx) => writeBatch(tx, { place, key, now: new Date() }, [...batch, ...note]))
    queue.entries.splice(0, batch.length)
    queue.lost -= lost
  }
}

/** Says whether something of that name came within its time already. */
function rememberOnce(): (once: Readonly<{ key: string; ms: number }>, nowMs: number) => boolean {
  const remembered = new Map<string, number>()
  const makeRoom = (nowMs: number): void => {
    for (const [name, until] of remembered) if (until <= nowMs) remembered.delete(name)
    if (remembered.size >= mostRemembered) remembered.clear()
  }
  return ({ key, ms }, nowMs) => {
    if ((remembered.get(key) ?? 0) > nowMs) return true
    if (remembered.size >= mostRemembered) makeRoom(nowMs)
    remembered.set(key, nowMs + ms)
    return false
  }
}
