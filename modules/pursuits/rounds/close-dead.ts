import { defineRound, newId, type RoundPart, type Work } from '#kernel'
import { closingRule, closingRun } from '../objects/index.ts'
import { deadPortion, type Step } from './dead-deals.ts'

/** The hour of the night from which rules work, in the workspace's zone. */
const fromHour = 3

/** Where a night stands. What it does to deals is one change set, what the run says of itself another, so that taking the one back leaves the other. */
type Night = RoundPart &
  Readonly<{
    run: string
    sets: Readonly<{ deals: string; run: string }>
    isNoting: boolean
    rules: readonly string[]
    step: number
    skip: readonly string[]
    counts: Readonly<{ closed: number; warned: number; calmed: number }>
  }>

const steps = ['close', 'calm', 'warn'] as const satisfies readonly Step[]
const counted = { close: 'closed', calm: 'calmed', warn: 'warned' } as const

/** Once a night: deals whose day has come are closed as lost, those in which something happened are let be, those that come near are told to their owners. */
export const closeDead = defineRound<Night>('pursuits.close-dead', {
  async run(work, _people, night) {
    if (night) return night.isNoting ? note(work, night) : nextPortion(work, night)
    if (hourOf(work) >= fromHour) return begin(work)
  },
})

const hourOf = (work: Work): number =>
  Number(new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone: work.workspace.timeZone }).format(work.now))

/** A night that broke off begins anew in its own change set: what it did is no longer due. */
async function begin(work: Work): Promise<Night | void> {
  const [known] = await work.find(closingRun, { day: work.today }, { limit: 1 })
  if (known && known.state !== 'running') return
  const rules = await work.find(closingRule, {}, { limit: 1_000, sort: ['createdAt'] })
  if (!known && !rules.some(({ isActive }) => isActive)) return
  const run = known ?? (await work.create(closingRun, [{ name: work.today, day: work.today, changeSet: newId() }]))[0]!
  const sets = { deals: run.changeSet!, run: work.changeSetId }
  const counts = { closed: run.closed ?? 0, warned: run.warned ?? 0, calmed: run.calmed ?? 0 }
  return { run: run.id, sets, isNoting: false, rules: rules.map(({ id }) => id), step: 0, skip: [], counts, changeSet: sets.deals }
}

async function note(work: Work, night: Night): Promise<Night | void> {
  const isDone = night.step >= night.rules.length * steps.length
  await work.change(closingRun, night.run, { ...night.counts, ...(isDone ? { state: 'done' } : {}) })
  if (!isDone) return { ...night, isNoting: false, changeSet: night.sets.deals }
}

async function nextPortion(work: Work, night: Night): Promise<Night | void> {
  const noted = { ...night, isNoting: true, changeSet: night.sets.run }
  const step = steps[night.step % steps.length]!
  const [rule] = await work.find(closingRule, { id: night.rules[Math.floor(night.step / steps.length)]! }, { limit: 1 })
  // A rule that is switched off takes its warnings back.
  if (!rule || (!rule.isActive && step !== 'calm')) return { ...noted, step: night.step + 1, skip: [] }
  const { count, skip, isLast } = await deadPortion(work, { rule, step, skip: night.skip })
  const counts = { ...night.counts, [counted[step]]: night.counts[counted[step]] + count }
  return { ...noted, counts, ...(isLast ? { step: night.step + 1, skip: [] } : { skip }) }
}
