import { defineAction, fail, member, system } from '#kernel'
import { link } from '#kernel/model'
import { dueFrom } from '../letters.ts'
import { campaign, campaignLetter, campaignStep } from '../objects/index.ts'
import { fill } from '../words.ts'

const inLetters = system('letters of campaigns')
const result = { campaignLetter: link(campaignLetter, { required: true }) } as const

/** Sends a step as a letter to oneself, to see what it looks like. */
export const tryLetter = defineAction('campaigns.try-letter', {
  on: campaign,
  aside: true,
  input: { campaign: link(campaign, { required: true }), campaignStep: link(campaignStep, { required: true }) },
  result,
  fails: ['campaigns.no-own-address', 'campaigns.no-letter'],
  async run(work, { campaign: id, campaignStep: stepId }) {
    const of = await work.one(campaign, id)
    const kernel = work.as(inLetters)
    const [step] = await kernel.find(campaignStep, { id: stepId, campaign: of.id }, { limit: 1 })
    if (step?.kind !== 'letter') fail('campaigns.no-letter')
    const [me] = await kernel.find(member, { id: work.actor.memberId ?? '' }, { limit: 1 })
    if (!me?.email) fail('campaigns.no-own-address')
    const whom = { name: me!.name, company: of.name }
    const [made] = await kernel.create(campaignLetter, [
      {
        subject: fill(step!.subject, whom).slice(0, 200),
        words: fill(step!.words ?? '', whom),
        address: me!.email,
        campaign: of.id,
        owner: me!.id,
        dueAt: work.now.toISOString(),
        isTrial: true,
      },
    ])
    return { campaignLetter: made!.id }
  },
})

/** Sends again what was refused, withheld, or may not have gone out; whoever wants no letters still gets none. */
export const sendAgain = defineAction('campaigns.send-again', {
  on: campaignLetter,
  many: true,
  byReaders: true,
  input: { campaignLetter: link(campaignLetter, { required: true }) },
  result,
  fails: ['campaigns.not-to-send'],
  offered: { state: { in: ['refused', 'withheld', 'unknown'] } },
  async run(work, { campaignLetter: id }) {
    await work.one(campaignLetter, id)
    const kernel = work.as(inLetters)
    const letter = await kernel.one(campaignLetter, id, { lock: true })
    if (!['refused', 'withheld', 'unknown'].includes(letter.state)) fail('campaigns.not-to-send')
    const of = await kernel.one(campaign, letter.campaign)
    const to = { state: 'waiting', tries: 0, takenAt: null, reason: null, dueAt: dueFrom(work, of.lettersFrom ?? 0) } as const
    await kernel.change(campaignLetter, letter.id, to)
    return { campaignLetter: letter.id }
  },
})
