import { defineAction } from '#kernel'
import { integer, json, link, text } from '#kernel/model'
import type { account } from '#objects/customers'
import { poolRule } from '../objects/index.ts'
import { dueIn, objectOf } from '../rounds/due.ts'

const shown = 10_000

/**
 * What a rule would take if it were as given here: how many whose day has come, how many come near, and both as filters, so that they can be opened as lists.
 * Nothing is written. Counts end at 10,000.
 */
export const rehearse = defineAction('pools.rehearse', {
  on: poolRule,
  input: {
    poolRule: link(poolRule, { required: true }),
    days: integer({ min: 1, max: 3_650 }),
    noticeDays: integer({ min: 0, max: 365 }),
    clock: text({ max: 60 }),
    filter: json(),
  },
  result: {
    object: text({ required: true }),
    due: integer({ required: true }),
    near: integer({ required: true }),
    dueFilter: json({ required: true }),
    nearFilter: json({ required: true }),
  },
  async run(work, { poolRule: id, days, noticeDays, clock, filter }) {
    const kept = await work.one(poolRule, id)
    const rule = {
      ...kept,
      days: days ?? kept.days,
      noticeDays: noticeDays ?? kept.noticeDays,
      clock: clock ?? kept.clock,
      filter: filter ?? kept.filter,
    }
    const { object } = await objectOf(work, kept)
    const [dueFilter, nearFilter] = [dueIn(work, rule, 0), dueIn(work, rule, rule.noticeDays)]
    const count = async (wanted: typeof dueFilter) =>
      (await work.find(object as typeof account, wanted, { limit: shown, sort: ['id'] })).length
    return { object: object.name, due: await count(dueFilter), near: await count(nearFilter), dueFilter, nearFilter }
  },
})
