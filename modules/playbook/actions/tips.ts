import { defineAction, fail, system } from '#kernel'
import { choice, link, longText, text, yesNo } from '#kernel/model'
import { opportunity } from '#objects/sales'
import { recommended } from '../notices.ts'
import { skills, tip, tipPin, tipVote } from '../objects/index.ts'

const on = { tip: link(tip, { required: true }) }
const because = system('what somebody thinks of a tip')

/** It has helped me, or after all it has not. Nobody votes for himself. @throws `playbook.own-tip` */
export const helped = defineAction('playbook.helped', {
  on: tip,
  input: on,
  result: { ...on, helped: yesNo({ required: true }) },
  fails: ['playbook.own-tip'],
  byReaders: true,
  offered: { not: { owner: 'me' } },
  async run(work, input) {
    const row = await work.one(tip, input.tip)
    const me = work.actor.memberId
    if (!me || row.owner === me) fail('playbook.own-tip')
    await work.hold([`tip ${row.id} ${me}`])
    const kernel = work.as(because)
    const [mine] = await kernel.find(tipVote, { tip: row.id, owner: me }, { limit: 1 })
    if (mine) await kernel.remove(tipVote, [mine.id])
    else await kernel.add(tipVote, [{ title: work.actor.name, tip: row.id, owner: me as never }])
    return { tip: row.id, helped: !mine }
  },
})

/** This is how we do it, or no longer. */
export const recommend = defineAction('playbook.recommend', {
  on: tip,
  input: on,
  result: { ...on, isRecommended: yesNo({ required: true }) },
  byReaders: true,
  aside: true,
  async run(work, input) {
    const row = await work.one(tip, input.tip, { lock: true })
    const isRecommended = row.isRecommended !== true
    await work.as(because).change(tip, row.id, { isRecommended })
    if (isRecommended && row.owner) work.tell(recommended, [{ person: row.owner, record: row.id }])
    return { tip: row.id, isRecommended }
  },
})

/** What a deal has taught is told to the others: a story pinned to the stage where it was decided and to who was beaten or won. @throws `playbook.not-closed` */
export const tellStory = defineAction('playbook.tell-story', {
  on: opportunity,
  input: {
    opportunity: link(opportunity, { required: true }),
    title: text({ required: true, max: 200 }),
    content: longText({ required: true, max: 20_000 }),
    skill: choice(skills, { required: true, default: 'closing' }),
  },
  result: { tip: link(tip, { required: true }) },
  fails: ['playbook.not-closed'],
  byReaders: true,
  aside: true,
  offered: { outcome: { in: ['won', 'lost'] } },
  async run(work, input) {
    const deal = await work.one(opportunity, input.opportunity)
    if (deal.outcome === 'open') fail('playbook.not-closed')
    const { title, content, skill } = input
    const [made] = await work.create(tip, [{ title, content, skill: skill ?? 'closing', kind: 'story', deal: deal.id }])
    const stage = deal.lastOpenStage ?? null
    if (stage || deal.lostTo) await work.create(tipPin, [{ tip: made!.id, stage, competitor: deal.lostTo ?? null }])
    return { tip: made!.id }
  },
})
