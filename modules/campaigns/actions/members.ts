import { defineAction, fail, system, type Work } from '#kernel'
import { choice, type Id, link, longText } from '#kernel/model'
import { task } from '#objects/activities'
import { account, contact, lead, leadTouch } from '#objects/customers'
import { type Member, memberOf, noteAnswer } from '../members.ts'
import { campaign, campaignMember } from '../objects/index.ts'

const inCampaigns = system('members of campaigns')
const result = { campaignMember: link(campaignMember, { required: true }) } as const

async function invited(
  work: Work,
  id: Id<'campaign'>,
  person: Parameters<typeof memberOf>[2],
): Promise<Readonly<{ campaignMember: Member['id'] }>> {
  const of = await work.one(campaign, id)
  if (of.state === 'ended') fail('campaigns.over')
  return { campaignMember: (await memberOf(work.as(inCampaigns), of, person)).id }
}

/** Puts a lead into a campaign; one that is there already stays as it is. */
export const addLead = defineAction('campaigns.add-lead', {
  on: lead,
  many: true,
  aside: true,
  asksItself: true,
  input: { lead: link(lead, { required: true }), campaign: link(campaign, { required: true }) },
  result,
  fails: ['campaigns.over'],
  run: async (work, { lead: id, campaign: to }) => invited(work, to, { lead: (await work.one(lead, id)).id }),
})

/** The same for a contact. */
export const addContact = defineAction('campaigns.add-contact', {
  on: contact,
  many: true,
  aside: true,
  asksItself: true,
  input: { contact: link(contact, { required: true }), campaign: link(campaign, { required: true }) },
  result,
  fails: ['campaigns.over'],
  run: async (work, { contact: id, campaign: to }) => invited(work, to, { contact: (await work.one(contact, id)).id }),
})

/**
 * Notes what somebody answered, or that he came. It flows back to whoever looks after him: on an open lead as an inquiry that waits for its answer, else as a task of the
 * customer's owner.
 */
export const takeAnswer = defineAction('campaigns.take-answer', {
  on: campaignMember,
  many: true,
  byReaders: true,
  input: {
    campaignMember: link(campaignMember, { required: true }),
    state: choice(['answered', 'attended'], { required: true, default: 'answered' }),
    answer: longText({ max: 2_000 }),
  },
  result,
  offered: { state: { in: ['invited', 'answered'] } },
  async run(work, { campaignMember: id, state, answer }) {
    await work.one(campaignMember, id)
    const kernel = work.as(inCampaigns)
    const member = await kernel.one(campaignMember, id, { lock: true })
    await noteAnswer(kernel, member, { state: state ?? 'answered', answer: answer ?? null })
    if (member.state === 'invited') await flowBack(kernel, member, answer ?? null)
    return { campaignMember: member.id }
  },
})

async function flowBack(kernel: Work, member: Member, said: string | null): Promise<void> {
  const [asLead] = member.lead ? await kernel.find(lead, { id: member.lead }, { limit: 1 }) : []
  if (asLead && ['new', 'working'].includes(asLead.status)) {
    await kernel.add(leadTouch, [{ subject: member.subject, lead: asLead.id, at: kernel.now.toISOString(), source: 'promotion', said }])
    return
  }
  const person = asLead?.contact ?? member.contact
  const [asContact] = person ? await kernel.find(contact, { id: person }, { limit: 1 }) : []
  const [customer] = asContact?.account ? await kernel.find(account, { id: asContact.account }, { limit: 1 }) : []
  await kernel.add(task, [
    {
      subject: [member.subject, asContact?.name ?? asLead?.name].filter(Boolean).join(' · ').slice(0, 200),
      kind: 'call',
      dueOn: kernel.today,
      contact: asContact?.id ?? null,
      account: customer?.id ?? null,
      lead: asContact ? null : (asLead?.id ?? null),
      remark: said,
      owner: customer?.owner ?? asContact?.owner ?? asLead?.owner ?? member.owner,
    },
  ])
}
