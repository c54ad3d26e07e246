import { defineAction } from '#kernel'
import { integer, json, link, text } from '#kernel/model'
import { poolRule } from '../objects/index.ts'
import { dueIn, type Filter, poolingOf } from '../rounds/due.ts'

/**
 * What a rule would take if it were as given here: how many whose day has come, how many come near, and both as filters, so that they can be opened as lists.
 * Nothing is written.
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
    const pooling = await poolingOf(work, kept)
    const { object } = pooling
    const [dueFilter, nearFilter] = [0, rule.noticeDays].map((ahead) => dueIn(work, pooling, { rule, days: ahead })) as [Filter, Filter]
    return {
      object: object.name,
      due: await work.count(object, dueFilter),
      near: await work.count(object, nearFilter),
      dueFilter,
      nearFilter,
    }
  },
})
