import { defineConsequence, system, type Work, type Written } from '#kernel'
import { account, lead } from '#objects/customers'
import { changePooled, opensAt, type Pool, type Pooled, type PooledObject } from '../actions/pooled.ts'
import { pool } from '../objects/index.ts'

type Step = Readonly<{ row: Pooled; before: Pooled | null }>

const why = system('waiting time of pools')
const hourMs = 3_600_000
const mostLate = 10_000
/** The same moment is written in more than one way. */
const momentOf = (at: string | null): number => (at ? Date.parse(at) : 0)

/** What has just come into a pool says from when it may be claimed; from another pool it waits anew only where the pool wants it so. */
const on = (object: PooledObject) =>
  defineConsequence(object, {
    reads: ['pool'] as never,
    async run(work, written: readonly Written[]) {
      const steps = written as unknown as readonly Step[]
      const cameIn = steps.filter(({ row, before }) => row.pool && row.pool !== before?.pool)
      if (cameIn.length === 0) return
      const kernel = work.as(why)
      const pools = new Map((await kernel.settings(pool)).map((one) => [one.id, one]))
      const times = cameIn.map(({ row, before }) => {
        const to = pools.get(row.pool!)!
        const pooledAt = before?.pool && to.waitsAnew === false ? before.pooledAt : row.pooledAt
        return { row, to: { pooledAt, claimableAt: opensAt(to, pooledAt) } }
      })
      const differ = times.filter(({ row, to }) => to.pooledAt !== row.pooledAt || to.claimableAt !== (row.claimableAt ?? null))
      await changePooled(
        kernel,
        object,
        differ.map(({ row, to }) => ({ id: row.id, ...to })),
      )
    },
  })

export const accountTimes = on(account)
export const leadTimes = on(lead)

const lately = (work: Work, hours: number) => ({ pooledAt: { gt: new Date(work.now.getTime() - hours * hourMs).toISOString() } })

/** A pool that lets new ones wait longer or shorter: what came lately says the new moment, what may be claimed already stays so. */
export const poolTimes = defineConsequence(pool, {
  reads: ['waitingHours'],
  async run(work, written) {
    for (const { row, before } of written)
      if (before) await keepTimes(work, row, lately(work, Math.max(row.waitingHours ?? 0, before.waitingHours ?? 0)))
  },
})

/** What came by an import does not say yet from when it may be claimed. */
export const keepMissingTimes = (work: Work, of: Pool): Promise<void> =>
  keepTimes(work, of, { ...lately(work, of.waitingHours ?? 0), claimableAt: { empty: true } })

async function keepTimes(work: Work, of: Pool, which: Readonly<Record<string, unknown>>): Promise<void> {
  const kernel = work.as(why)
  const object = of.kind === 'account' ? account : lead
  const filter = { pool: of.id, ...which }
  const found = (await kernel.find(object as typeof account, filter as never, { limit: mostLate, sort: ['id'] })) as unknown as Pooled[]
  const times = found.map((row) => ({ id: row.id, claimableAt: opensAt(of, row.pooledAt), was: row.claimableAt ?? null }))
  await changePooled(
    kernel,
    object,
    times.filter(({ claimableAt, was }) => momentOf(claimableAt) !== momentOf(was)).map(({ id, claimableAt }) => ({ id, claimableAt })),
  )
}
