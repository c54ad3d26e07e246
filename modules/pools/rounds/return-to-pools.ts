import { defineRound, newId, type RoundPart, type Work } from '#kernel'
import { addDays, member, type RowOf } from '#kernel/model'
import { brokeOff } from '../notices.ts'
import { poolRule, poolRun } from '../objects/index.ts'
import { isNight } from './night-time.ts'
import { type Counts, nightSteps, nothing, type Place, runPortion } from './portion.ts'
import { joined, type Told, tellNight } from './tell-night.ts'

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
    place: Place
    /** Day of the night before. */
    since: string
    told: Told
    counts: Counts
  }>

const start: Place = { skip: [], after: null }
/** So long a night that broke off rests before it is taken up again. */
const restMs = 10 * 60_000

/**
 * Once a night: what is due goes back to its pool, who acted is left alone, whose day comes near is reminded and warned. A few thousand records at a time, each portion a
 * transaction of its own, all in one change set; whoever stops the run ends it after the portion at hand.
 */
export const returnToPools = defineRound<Night>('pools.return-to-pools', {
  async run(work, _people, night) {
    if (night) return night.isNoting ? note(work, night) : nextPortion(work, night)
    if (await isNight(work)) return begin(work)
  },
  /** A night that fails says so where administrators look, and tells them; whom it was about to tell hears what was done until then. */
  async broke(work, night, error) {
    const run = await work.one(poolRun, night.run, { lock: true })
    if (run.state !== 'running') return
    const words = (error instanceof Error ? error.message : String(error)).slice(0, 1_000)
    await work.change(poolRun, run.id, { state: 'broken', error: words, brokeAt: work.now.toISOString(), step: night.step })
    tellNight(work, night.told)
    const administrators = await work.find(member, { roles: { contains: 'administrator' }, active: true }, { limit: 100 })
    work.tell(
      brokeOff,
      administrators.map(({ id }) => ({ person: id, record: run.id, once: run.day })),
    )
  },
})

type Run = RowOf<typeof poolRun>

const isToGoOn = (work: Work, { state, brokeAt }: Run): boolean =>
  state === 'running' || (state === 'broken' && Date.parse(brokeAt ?? '') + restMs <= work.now.getTime())

/** A night that broke off, or that somebody let go on, goes on in its own change set from the step it had come to: what it did is no longer due. */
async function begin(work: Work): Promise<Night | void> {
  const [known] = await work.find(poolRun, { day: work.today }, { limit: 1 })
  if (known && !isToGoOn(work, known)) return
  // Those that are not in force too: whom they had warned is left alone again.
  const rules = await work.find(poolRule, {}, { limit: 1_000, sort: ['createdAt'] })
  if (!known && rules.length === 0) return
  const run = known ?? (await work.create(poolRun, [{ name: work.today, day: work.today, changeSet: newId() }]))[0]!
  if (run.state === 'broken') await work.change(poolRun, run.id, { state: 'running' })
  const [before] = await work.find(poolRun, { day: { lt: work.today } }, { limit: 1, sort: ['-day'] })
  const sets = { records: run.changeSet!, run: work.changeSetId }
  const counted = Object.fromEntries(Object.keys(nothing).map((name) => [name, run[name as keyof Counts] ?? 0])) as Counts
  const first = { run: run.id, sets, isNoting: false, rules: rules.map(({ id }) => id), step: run.step ?? 0, place: start, told: {} }
  return { ...first, counts: counted, since: before?.day ?? addDays(work.today, -1), changeSet: sets.records }
}

const isOver = ({ step, rules }: Night): boolean => step >= rules.length * nightSteps.length

/** Says how far the night came. */
async function note(work: Work, night: Night): Promise<Night | void> {
  await work.change(poolRun, night.run, { ...night.counts, step: night.step, ...(isOver(night) ? { state: 'done' } : {}) })
  if (!isOver(night)) return { ...night, isNoting: false, changeSet: night.sets.records }
}

async function nextPortion(work: Work, night: Night): Promise<Night | void> {
  if ((await work.one(poolRun, night.run)).state !== 'running') return tellNight(work, night.told)
  const next = await portionOf(work, night)
  if (isOver(next)) tellNight(work, next.told)
  return { ...next, isNoting: true, changeSet: night.sets.run }
}

async function portionOf(work: Work, night: Night): Promise<Night> {
  const step = nightSteps[Math.floor(night.step / night.rules.length)]
  const id = night.rules[night.step % night.rules.length]
  const [rule] = id ? await work.find(poolRule, { id }, { limit: 1 }) : []
  if (!rule || !step) return { ...night, step: night.step + 1 }
  const portion = await runPortion(work, { rule, step, since: night.since, place: night.place })
  const come = { ...night, counts: sum(night.counts, portion.counts), told: joined(night.told, portion.told) }
  return portion.isLast ? { ...come, step: night.step + 1, place: start } : { ...come, place: portion.place }
}

const sum = (a: Counts, b: Counts): Counts =>
  Object.fromEntries(Object.entries(a).map(([name, count]) => [name, count + b[name as keyof Counts]])) as Counts
