import { defineAction, fail, system } from '#kernel'
import { day, link, longText, text } from '#kernel/model'
import { dealTrial } from '../objects/index.ts'

type Ended = 'back' | 'bought' | 'lost'

/** How a trial ends. @throws `pursuits.no-such-step` for one that has ended. */
const end = (name: 'pursuits.take-back' | 'pursuits.buy-trial' | 'pursuits.write-off', to: Ended) =>
  defineAction(name, {
    on: dealTrial,
    input: { dealTrial: link(dealTrial, { required: true }), endedOn: day(), remark: longText({ max: 4000 }) },
    result: { dealTrial: link(dealTrial, { required: true }), state: text({ required: true }) },
    fails: ['pursuits.no-such-step'],
    offered: { state: 'out' },
    async run(work, { dealTrial: id, endedOn, remark }) {
      const row = await work.one(dealTrial, id, { lock: true })
      if (row.state !== 'out') fail('pursuits.no-such-step', { from: row.state, to })
      await work.change(dealTrial, id, remark ? { remark } : {})
      await work.as(system('a trial has ended')).change(dealTrial, id, { state: to, endedOn: endedOn ?? work.today })
      return { dealTrial: id, state: to }
    },
  })

export const takeBack = end('pursuits.take-back', 'back')
export const buyTrial = end('pursuits.buy-trial', 'bought')
export const writeOff = end('pursuits.write-off', 'lost')
