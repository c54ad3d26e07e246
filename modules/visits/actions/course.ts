import { defineAction, fail, type NewRow, type RowOf, system, type Work } from '#kernel'
import { decimal, instant, integer, link, text, yesNo } from '#kernel/model'
import { followUp } from '#objects/activities'
import { account } from '#objects/customers'
import { visit, visitPerson } from '../objects/index.ts'
import { metresBetween, type Place, placeOf } from '../rules/distance.ts'

type Visit = RowOf<typeof visit>
type Where = Readonly<{ latitude?: number | null; longitude?: number | null }>

const because = system('the course of a visit')
const longestBackMs = 72 * 3_600_000
const minuteMs = 60_000
const aheadMs = minuteMs
const mostPeople = 100
const on = { visit: link(visit, { required: true }) }
const where = {
  latitude: decimal({ scale: 6, min: -90, max: 90 }),
  longitude: decimal({ scale: 6, min: -180, max: 180 }),
  accuracy: integer({ min: 0, max: 1_000_000 }),
  /** When it was, where the phone had no connection then. */
  at: instant(),
}

/** The visit, held, of whoever may change it. @throws `visits.no-such-step` */
async function held(work: Work, id: string, from: readonly Visit['state'][]): Promise<Visit> {
  const row = await work.one(visit, id, { lock: true })
  await work.change(visit, row.id, {})
  if (!from.includes(row.state)) fail('visits.no-such-step', { state: row.state })
  return row
}

function momentOf(work: Work, at: string | null | undefined): string {
  if (!at) return work.now.toISOString()
  const back = work.now.getTime() - Date.parse(at)
  if (back > longestBackMs || back < -aheadMs) fail('visits.which-moment')
  return at
}

const isPlace = (one: Where): one is Place =>
  one.latitude !== null && one.latitude !== undefined && one.longitude !== null && one.longitude !== undefined

/**
 * Notes that somebody is there: when, where, and how far from where the customer is. Without a place it is noted as unknown, and nobody is kept from arriving. `keepPlace` notes this place at a customer who has none.
 *
 * @throws `visits.no-such-step`, `visits.which-moment`
 */
export const arrive = defineAction('visits.arrive', {
  on: visit,
  input: { ...on, ...where, keepPlace: yesNo({ default: false }) },
  result: { ...on, distance: integer() },
  fails: ['visits.no-such-step', 'visits.which-moment'],
  offered: { state: 'planned' },
  async run(work, input) {
    const row = await held(work, input.visit, ['planned'])
    const arrivedAt = momentOf(work, input.at)
    const kernel = work.as(because)
    const [customer] = row.account ? await kernel.find(account, { id: row.account }, { limit: 1 }) : []
    const meant = (customer ?? {}) as Where
    const is: Where = isPlace(input) ? input : {}
    const distance = isPlace(is) && isPlace(meant) ? metresBetween(is, meant) : null
    const place = placeOf(distance, input.accuracy ?? null)
    const noted = isPlace(is) ? { latitude: is.latitude, longitude: is.longitude, accuracy: input.accuracy ?? null } : {}
    await kernel.change(visit, row.id, { state: 'there', arrivedAt, distance, place, ...noted })
    if (input.keepPlace && customer && isPlace(is) && !isPlace(meant))
      await work.change(account, customer.id, { latitude: is.latitude, longitude: is.longitude } as never)
    return { visit: row.id, distance }
  },
})

/**
 * Ends a visit with what came of it, which becomes a follow-up of the customer, with its next step as a task.
 *
 * @throws `visits.no-such-step`, `visits.result-first`, `visits.which-moment`
 */
export const finish = defineAction('visits.finish', {
  on: visit,
  input: { ...on, result: text({ max: 10_000 }), ...where },
  result: { ...on, followUp: link(followUp, { required: true }) },
  fails: ['visits.no-such-step', 'visits.result-first', 'visits.which-moment'],
  offered: { state: 'there' },
  async run(work, input) {
    const row = await held(work, input.visit, ['there'])
    const result = input.result ?? row.result
    if (!result) fail('visits.result-first')
    const leftAt = momentOf(work, input.at)
    if (Date.parse(leftAt) < Date.parse(row.arrivedAt!)) fail('visits.which-moment')
    const kernel = work.as(because)
    const told = (await toldOf(kernel, row, result)) as NewRow<typeof followUp>
    const [made] = await work.create(followUp, [told])
    const left = isPlace(input) ? { leftLatitude: input.latitude, leftLongitude: input.longitude } : {}
    const minutes = Math.round((Date.parse(leftAt) - Date.parse(row.arrivedAt!)) / minuteMs)
    await kernel.change(visit, row.id, { state: 'done', result, leftAt, minutes, ...left, followUp: made!.id })
    return { visit: row.id, followUp: made!.id }
  },
})

/** A follow-up with the first of our contacts who were met. */
async function toldOf(kernel: Work, row: Visit, content: string): Promise<Readonly<Record<string, unknown>>> {
  const met = await kernel.find(visitPerson, { visit: row.id, contact: { empty: false } }, { limit: mostPeople, sort: ['position'] })
  const { account: customer, lead, opportunity, owner, outcome, nextStep, nextOn, arrivedAt } = row
  const contact = met[0]?.contact ?? row.contact
  return { kind: 'visit', content, happenedAt: arrivedAt, account: customer, lead, opportunity, contact, owner, outcome, nextStep, nextOn }
}

/** Calls a visit off, before or after arriving. */
export const cancel = defineAction('visits.cancel', {
  on: visit,
  aside: true,
  input: { ...on, reason: text({ required: true, max: 300 }) },
  result: on,
  fails: ['visits.no-such-step'],
  offered: { state: { in: ['planned', 'there'] } },
  async run(work, input) {
    const row = await held(work, input.visit, ['planned', 'there'])
    await work.as(because).change(visit, row.id, { state: 'cancelled', cancelReason: input.reason })
    return { visit: row.id }
  },
})

/** A visit to a customer that nobody had planned: from here it goes on as any other. */
export const visitNow = defineAction('visits.visit-now', {
  on: account,
  aside: true,
  input: { account: link(account, { required: true }), subject: text({ required: true, max: 200 }) },
  result: on,
  async run(work, input) {
    const customer = await work.one(account, input.account)
    const [made] = await work.create(visit, [{ subject: input.subject, account: customer.id }])
    await work.as(because).change(visit, made!.id, { isUnplanned: true })
    return { visit: made!.id }
  },
})
