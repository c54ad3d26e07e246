import { defineRound, newId, type RoundPart, type Work } from '#kernel'
import { poolRule, poolRun } from '../objects/index.ts'
import { type Counts, runPortion, type Told, tellAll } from './portion.ts'

/** The hour of the night from which rules work, in the workspace's zone. */
const fromHour = 2

/**
 * Where a night stands: which step, for which rule, whom to tell when the step is done. What it does to records is one change set; what the run says of itself is
 * another, so that taking the night back does not take back that there was one.
 */
type Night = RoundPart &
  Readonly<{
    run: string
    sets: Readonly<{ records: string; run: string }>
    isNoting: boolean
    rules: readonly string[]
    step: number
    skip: readonly string[]
    told: Told
    counts: Counts
  }>

/** Each is done for all rules before the next, so that whom one rule leaves alone another may warn, whichever of them is older. */
const steps = ['take', 'calm', 'warn'] as const

/**
 * Once a night: what is due goes back to its pool, who comes near is warned, who acted is left alone. A few thousand records at a time, each portion a transaction of its
 * own, all in one change set; whoever stops the run ends it after the portion at hand.
 */
export const returnToPools = defineRound<Night>('pools.return-to-pools', {
  async run(work, _people, night) {
    if (night) return goOn(work, night)
    if (hourOf(work) >= fromHour) return begin(work)
  },
})

const hourOf = (work: Work): number =>
  Number(new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone: work.workspace.timeZone }).format(work.now))

/** A night that broke off, or that somebody let go on, begins anew in its own change set: what it did is no longer due. */
async function begin(work: Work): Promise<Night | void> {
  const [known] = await work.find(poolRun, { day: work.today }, { limit: 1 })
  if (known && known.state !== 'running') return
  // Those that are not in force too: whom they had warned is left alone again.
  const rules = await work.find(poolRule, {}, { limit: 1_000, sort: ['createdAt'] })
  if (!known && rules.length === 0) return
  const run = known ?? (await work.create(poolRun, [{ name: work.today, day: work.today, changeSet: newId() }]))[0]!
  const sets = { records: run.changeSet!, run: work.changeSetId }
  const counts = { returned: run.returned ?? 0, warned: run.warned ?? 0, calmed: run.calmed ?? 0 }
  const first = { run: run.id, sets, isNoting: false, rules: rules.map(({ id }) => id), step: 0, skip: [], told: {}, counts }
  return { ...first, changeSet: sets.records }
}

const goOn = (work: Work, night: Night): Promise<Night | void> => (night.isNoting ? note(work, night) : nextPortion(work, night))

/** Says how far the night came. */
async function note(work: Work, night: Night): Promise<Night | void> {
  const isDone = night.step >= night.rules.length * steps.length
  await work.change(poolRun, night.run, { ...night.counts, ...(isDone ? { state: 'done' } : {}) })
  if (!isDone) return { ...night, isNoting: false, changeSet: night.sets.records }
}

async function nextPortion(work: Work, night: Night): Promise<Night | void> {
  if ((await work.one(poolRun, night.run)).state !== 'running') return
  const noted = { ...night, isNoting: true, changeSet: night.sets.run }
  const step = steps[Math.floor(night.step / night.rules.length)]
  const id = night.rules[night.step % night.rules.length]
  const [rule] = id ? await work.find(poolRule, { id }, { limit: 1 }) : []
  if (!rule || !step) return { ...noted, step: night.step + 1 }
  const portion = await runPortion(work, { rule, step, skip: night.skip })
  const counts = sum(night.counts, portion.counts)
  const told = joined(night.told, portion.told)
  if (!portion.isLast) return { ...noted, counts, told, skip: portion.skip }
  await tellAll(work, { rule, step, told })
  return { ...noted, counts, step: night.step + 1, skip: [], told: {} }
}

const sum = (a: Counts, b: Counts): Counts => ({
  returned: a.returned + b.returned,
  warned: a.warned + b.warned,
  calmed: a.calmed + b.calmed,
})

function joined(a: Told, b: Told): Told {
  const all: Record<string, Told[string]> = { ...a }
  for (const [person, { count, record }] of Object.entries(b))
    all[person] = { count: count + (all[person]?.count ?? 0), record: all[person]?.record ?? record }
  return all
}
