import { defineAction, fail, system } from '#kernel'
import { link } from '#kernel/model'
import { poolRun } from '../objects/index.ts'
import { checkMayAssign } from './assign.ts'

type State = 'running' | 'stopped' | 'broken'

const steer = (name: 'pools.stop' | 'pools.go-on', from: readonly State[], to: State) =>
  defineAction(name, {
    on: poolRun,
    input: { poolRun: link(poolRun, { required: true }) },
    result: { poolRun: link(poolRun, { required: true }) },
    byReaders: true,
    fails: ['pools.night-over', 'pools.not-yours'],
    offered: { state: { in: [...from] } },
    async run(work, { poolRun: id }) {
      checkMayAssign(work)
      const run = await work.one(poolRun, id, { lock: true })
      if (!from.includes(run.state as State) || run.day !== work.today) fail('pools.night-over', { state: run.state })
      await work.as(system('steered')).change(poolRun, id, { state: to })
      return { poolRun: id }
    },
  })

/** Ends a night after the portion at hand; what it did stays. */
export const stopNight = steer('pools.stop', ['running'], 'stopped')
/** Lets a night that was stopped, or broke off, go on within the minute. */
export const goOnNight = steer('pools.go-on', ['stopped', 'broken'], 'running')
