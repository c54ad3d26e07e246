import { defineAction, fail, system, type Work } from '#kernel'
import { day, link } from '#kernel/model'
import { territoryModel, territoryRun } from '../objects/index.ts'

type Model = Awaited<ReturnType<typeof readModel>>
const readModel = (work: Work, id: string) => work.one(territoryModel, id, { lock: true })

/** One run of a model at a time. */
async function startRun(work: Work, model: Model, o: Readonly<{ task: 'now' | 'preview' | 'recut'; day: string }>) {
  const open = { model: model.id, task: o.task, state: { in: ['waiting', 'running'] } }
  if ((await work.count(territoryRun, open, { most: 1 })) > 0) fail('territories.running')
  const kernel = work.as(system('territories'))
  // What an earlier preview found goes with it.
  const earlier = o.task === 'preview' ? await kernel.find(territoryRun, { model: model.id, task: 'preview' }, { limit: 100 }) : []
  if (earlier.length > 0)
    await kernel.remove(
      territoryRun,
      earlier.map(({ id }) => id),
    )
  const [run] = await kernel.create(territoryRun, [{ name: `${model.name} ${o.day}`, model: model.id, ...o }])
  return { run: run!.id }
}

const on = {
  on: territoryModel,
  result: { run: link(territoryRun, { required: true }) },
  fails: ['territories.running', 'territories.no-plan'],
} as const
const input = { territoryModel: link(territoryModel, { required: true }) }

/** What would be if the plan held: worked out over all customers, within the minute. */
export const preview = defineAction('territories.preview', {
  ...on,
  input,
  offered: { state: 'plan' },
  async run(work, { territoryModel: id }) {
    const model = await readModel(work, id)
    if (model.state !== 'plan') fail('territories.no-plan', { state: model.state })
    return startRun(work, model, { task: 'preview', day: work.today })
  },
})

/** The plan holds from a day on: at once where it is today, else in the first minute of that day. */
export const apply = defineAction('territories.apply', {
  ...on,
  input: { ...input, on: day({ required: true, default: 'today' }) },
  offered: { state: 'plan' },
  async run(work, { territoryModel: id, on: from }) {
    const model = await readModel(work, id)
    if (model.state !== 'plan') fail('territories.no-plan', { state: model.state })
    if (from && from < work.today) fail('territories.in-past')
    return startRun(work, model, { task: 'recut', day: from ?? work.today })
  },
})

/** Places all customers by the rules as they are now, without waiting for the night. */
export const placeAll = defineAction('territories.place-all', {
  ...on,
  input,
  offered: { state: 'active' },
  async run(work, { territoryModel: id }) {
    const model = await readModel(work, id)
    if (model.state !== 'active') fail('territories.no-plan', { state: model.state })
    return startRun(work, model, { task: 'now', day: work.today })
  },
})

const steer = (name: 'territories.stop' | 'territories.go-on', from: readonly string[], to: 'stopped' | 'running') =>
  defineAction(name, {
    on: territoryRun,
    input: { territoryRun: link(territoryRun, { required: true }) },
    result: { territoryRun: link(territoryRun, { required: true }) },
    fails: ['territories.run-over'],
    offered: { state: { in: [...from] } },
    async run(work, { territoryRun: id }) {
      const run = await work.one(territoryRun, id, { lock: true })
      if (!from.includes(run.state)) fail('territories.run-over', { state: run.state })
      await work.as(system('steered')).change(territoryRun, id, { state: to })
      return { territoryRun: id }
    },
  })

/** Ends a run after the portion at hand, or calls off one that waits; what it did stays. */
export const stopRun = steer('territories.stop', ['waiting', 'running'], 'stopped')
/** Lets a run that was stopped go on from where it was, within the minute. */
export const goOnRun = steer('territories.go-on', ['stopped'], 'running')
