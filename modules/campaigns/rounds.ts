import { defineRound, type RowOf, type Work } from '#kernel'
import { addDays } from '#kernel/model'
import { nameOfLead } from '#modules/customers'
import { task } from '#objects/activities'
import { account, contact, lead } from '#objects/customers'
import { dueFrom } from './letters.ts'
import type { Member } from './members.ts'
import { campaign, campaignLetter, campaignMember, campaignStep } from './objects/index.ts'
import { fill, type Named } from './words.ts'

/** Members of one turn; the next minute goes on. */
const portion = 200
type Step = RowOf<typeof campaignStep>
/** Whom a step is about, and who takes it. */
type Whom = Named & Readonly<{ email: string | null; owner: Member['owner']; isOpen: boolean; links: object; person: object }>

/** Steps whose day has come become letters, or tasks of whoever looks after the person, as long as he has neither answered nor become a customer's deal. */
const takeSteps = defineRound('campaigns.take-steps', {
  async run(work) {
    const due = { nextStepOn: { lte: work.today }, state: 'invited', 'campaign.state': 'running' }
    const members = await work.find(campaignMember, due, { limit: portion, sort: ['nextStepOn', 'id'] })
    if (members.length === 0) return
    const ids = [...new Set(members.map(({ campaign: id }) => id))]
    const planned = await work.find(campaignStep, { campaign: { in: ids } }, { limit: 10_000, sort: ['afterDays', 'id'] })
    const campaigns = await work.find(campaign, { id: { in: ids } }, { limit: portion })
    const whoIs = await whomOf(work, members)
    const stepsOf = Map.groupBy(planned, (step) => String((step as Step & { campaign: string }).campaign))
    const turns = members.map((member) => {
      const own = stepsOf.get(member.campaign) ?? []
      const done = member.stepsDone ?? 0
      const whom = whoIs(member)
      const step = whom?.isOpen ? own[done] : undefined
      const next = step ? own[done + 1] : undefined
      return { member, whom, step, done: step ? done + 1 : done, next: next ? addDays(member.invitedOn, next.afterDays) : null }
    })
    const steps = turns.flatMap(({ member, whom, step }) => {
      const of = campaigns.find(({ id }) => id === member.campaign)
      return whom && step && of
        ? [{ member, whom, step, of, subject: fill(step.subject, whom).slice(0, 200), words: fill(step.words ?? '', whom) }]
        : []
    })
    await work.add(
      task,
      steps.flatMap(({ whom, step: { kind }, of, subject, words }) =>
        kind === 'letter'
          ? []
          : [{ subject, kind, dueOn: work.today, remark: words || null, owner: whom.owner ?? of.owner, ...whom.links }],
      ),
    )
    await work.add(
      campaignLetter,
      steps
        .filter(({ step: { kind } }) => kind === 'letter')
        .map(({ member, whom, of, subject, words }) => ({
          subject,
          words,
          address: whom.email,
          campaign: of.id,
          campaignMember: member.id,
          ...whom.person,
          owner: whom.owner ?? of.owner,
          dueAt: dueFrom(work, of.lettersFrom ?? 0),
        })),
    )
    await work.changeMany(
      campaignMember,
      turns.map(({ member, done, next }) => ({ id: member.id, stepsDone: done, nextStepOn: next })),
    )
  },
})

async function whomOf(work: Work, members: readonly Member[]): Promise<(member: Member) => Whom | undefined> {
  const idsOf = (link: 'lead' | 'contact') => members.flatMap((member) => member[link] ?? [])
  const leads = await work.find(lead, { id: { in: idsOf('lead') } }, { limit: portion })
  const contacts = await work.find(contact, { id: { in: idsOf('contact') } }, { limit: portion })
  const accounts = await work.find(account, { id: { in: contacts.flatMap(({ account: id }) => id ?? []) } }, { limit: portion })
  const byId = new Map<string, Whom>()
  for (const row of leads)
    byId.set(row.id, {
      name: nameOfLead(row),
      company: row.company ?? '',
      owner: row.owner,
      isOpen: ['new', 'working'].includes(row.status),
      email: row.email,
      links: { lead: row.id },
      person: { lead: row.id },
    })
  for (const row of contacts) {
    const customer = accounts.find(({ id }) => id === row.account)
    const links = { contact: row.id, account: customer?.id ?? null }
    const owner = customer?.owner ?? row.owner
    const person = { contact: row.id }
    byId.set(row.id, { name: row.name, company: customer?.name ?? '', email: row.email, owner, isOpen: true, links, person })
  }
  return (member) => byId.get(String(member.lead ?? member.contact))
}

export const rounds = [takeSteps]
