import { defineAction, Fault, fail, system, type Work } from '#kernel'
import { addDays, day, integer, json, startOfDay, yesNo } from '#kernel/model'
import { findLeads } from '../lead-row.ts'
import { heatRule, scoreFactor } from '../objects/index.ts'
import { type Factor, factorsInForce, type HeatLimits, heatOf, limitsInForce, pointsOf } from '../score.ts'

const mostLeads = 5_000
const mostShown = 200
const nobody = '00000000-0000-7000-8000-000000000000'
const replaying = system('scores by the factors of another day')

type Model = Readonly<{ factors: readonly Factor[]; limits: HeatLimits; left: readonly string[] }>

/**
 * What leads that came in a period would score by the factors and the limits of heat as they stood at the end of a day, beside what they score by those of now. Both look at the leads
 * as they are. For those who set the factors; nothing is written.
 */
export const replayScores = defineAction('leads.replay-scores', {
  about: scoreFactor,
  input: { asOf: day({ required: true }), from: day({ required: true }), to: day({ required: true }) },
  result: {
    looked: integer({ required: true }),
    isCut: yesNo({ required: true }),
    then: json({ required: true }),
    now: json({ required: true }),
    differing: integer({ required: true }),
    /** Factors of then that cannot be asked any more: what they look at is gone. */
    left: json({ required: true }),
    rows: json({ required: true }),
  },
  fails: ['leads.period-backwards'],
  async run(work, { asOf, from, to }) {
    if (!work.mayWrite(scoreFactor, 'points')) fail('kernel.forbidden', { verb: 'update', object: scoreFactor.name })
    if (from! > to!) fail('leads.period-backwards')
    const kernel = work.as(replaying)
    const at = (one: string) => startOfDay(one, work.workspace.timeZone).toISOString()
    const period = { createdAt: { gte: at(from!), lt: at(addDays(to!, 1)) } }
    const leads = await findLeads(work, period, { limit: mostLeads + 1, sort: ['-createdAt', 'id'] })
    const looked = leads.slice(0, mostLeads)
    const ids = looked.map(({ id }) => id)
    const end = startOfDay(addDays(asOf!, 1), work.workspace.timeZone)
    const [then, now] = [await modelAt(kernel, end < work.now ? end : work.now), await modelAt(kernel, null)]
    const [before, today] = [await scoresBy(kernel, then, ids), await scoresBy(kernel, now, ids)]
    const rows = looked.map(({ id, name }) => ({ id, name, then: before.get(id)!, now: today.get(id)! }))
    const differing = rows.filter((row) => row.then.score !== row.now.score || row.then.heat !== row.now.heat)
    return {
      looked: looked.length,
      isCut: leads.length > mostLeads,
      then: countHeats(before),
      now: countHeats(today),
      differing: differing.length,
      left: then.left,
      rows: differing.toSorted((a, b) => moved(b) - moved(a)).slice(0, mostShown),
    }
  },
})

type Score = Readonly<{ score: number; heat: string; why: readonly string[] }>
const moved = ({ then, now }: Readonly<{ then: Score; now: Score }>): number => Math.abs(then.score - now.score)

/** The factors and limits in force at a moment, from their history; now where none is named. */
async function modelAt(kernel: Work, asOf: Date | null): Promise<Model> {
  const past = asOf ? { asOf } : {}
  const fields = { factor: ['name', 'filter', 'points', 'isActive'], heat: ['name', 'hotFrom', 'warmFrom', 'isActive'] }
  const [factors, heats] = [
    await kernel.list({ object: scoreFactor.name, fields: fields.factor, limit: 500, sort: ['name'], ...past }),
    await kernel.list({ object: heatRule.name, fields: fields.heat, limit: 500, sort: ['name'], ...past }),
  ]
  const inForce = factorsInForce(factors as unknown as readonly Factor[])
  const known = (await canBeAsked(kernel, inForce)) ? inForce : await askable(kernel, inForce)
  return {
    factors: known,
    limits: limitsInForce(heats as unknown as Parameters<typeof limitsInForce>[0]),
    left: inForce.filter((one) => !known.includes(one)).map(({ name }) => name),
  }
}

async function askable(kernel: Work, factors: readonly Factor[]): Promise<readonly Factor[]> {
  const known: Factor[] = []
  for (const factor of factors) if (await canBeAsked(kernel, [factor])) known.push(factor)
  return known
}

/** A field that a factor of then looks at may be gone by now. */
async function canBeAsked(kernel: Work, factors: readonly Factor[]): Promise<boolean> {
  try {
    await pointsOf(kernel, factors, [nobody])
    return true
  } catch (error) {
    if (error instanceof Fault) return false
    throw error
  }
}

async function scoresBy(kernel: Work, { factors, limits }: Model, ids: readonly string[]): Promise<ReadonlyMap<string, Score>> {
  const points = await pointsOf(kernel, factors, ids)
  return new Map(
    ids.map((id) => [id, { score: points.get(id)!.points, heat: heatOf(limits, points.get(id)!.points), why: points.get(id)!.reasons }]),
  )
}

function countHeats(scores: ReadonlyMap<string, Score>): Readonly<Record<string, number>> {
  const count = (heat: string) => [...scores.values()].filter((one) => one.heat === heat).length
  return { hot: count('hot'), warm: count('warm'), cold: count('cold') }
}
