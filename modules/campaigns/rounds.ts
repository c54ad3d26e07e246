import { defineRound, type RowOf, type Work } from '#kernel'
import { addDays } from '#kernel/model'
import { task } from '#objects/activities'
import { account, contact, lead } from '#objects/customers'
import type { Member } from './members.ts'
import { campaign, campaignMember, campaignStep } from './objects/index.ts'

/** Members of one turn; the next minute goes on. */
const portion = 200
type Step = RowOf<typeof campaignStep>
/** Whom a step is about, and who takes it. */
type Whom = Readonly<{ name: string; company: string; owner: Member['owner']; isOpen: boolean; links: object }>

/** Steps whose day has come become tasks of whoever looks after the person, as long as he has neither answered nor become a customer's deal. */
const takeSteps = defineRound('campaigns.take-steps', {
  async run(work) {
    const due = { nextStepOn: { lte: work.today }, state: 'invited', 'campaign.state': 'running' }
    const members = await work.find(campaignMember, due, { limit: portion, sort: ['nextStepOn', 'id'] })
    if (members.length === 0) return
    const ids = [...new Set(members.map(({ campaign: id }) => id))]
    const steps = await work.find(campaignStep, { campaign: { in: ids } }, { limit: 10_000, sort: ['afterDays', 'id'] })
    const campaigns = await work.find(campaign, { id: { in: ids } }, { limit: portion })
    const whoIs = await whomOf(work, members)
    const stepsOf = Map.groupBy(steps, (step) => String((step as Step & { campaign: string }).campaign))
    const turns = members.map((member) => {
      const own = stepsOf.get(member.campaign) ?? []
      const done = member.stepsDone ?? 0
      const whom = whoIs(member)
      const step = whom?.isOpen ? own[done] : undefined
      const next = step ? own[done + 1] : undefined
      return { member, whom, step, done: step ? done + 1 : done, next: next ? addDays(member.invitedOn, next.afterDays) : null }
    })
    await work.add(
      task,
      turns.flatMap(({ member, whom, step }) => {
        if (!whom || !step) return []
        const owner = whom.owner ?? campaigns.find(({ id }) => id === member.campaign)?.owner ?? null
        const subject = fill(step.subject, whom).slice(0, 200)
        return [{ subject, kind: step.kind, dueOn: work.today, remark: fill(step.words ?? '', whom) || null, owner, ...whom.links }]
      }),
    )
    await work.changeMany(
      campaignMember,
      turns.map(({ member, done, next }) => ({ id: member.id, stepsDone: done, nextStepOn: next })),
    )
  },
})

const fill = (words: string, { name, company }: Whom): string => words.replaceAll('{name}', name).replaceAll('{company}', company)

async function whomOf(work: Work, members: readonly Member[]): Promise<(member: Member) => Whom | undefined> {
  const idsOf = (link: 'lead' | 'contact') => members.flatMap((member) => member[link] ?? [])
  const leads = await work.find(lead, { id: { in: idsOf('lead') } }, { limit: portion })
  const contacts = await work.find(contact, { id: { in: idsOf('contact') } }, { limit: portion })
  const accounts = await work.find(account, { id: { in: contacts.flatMap(({ account: id }) => id ?? []) } }, { limit: portion })
  const byId = new Map<string, Whom>()
  for (const row of leads)
    byId.set(row.id, {
      name: row.name,
      company: row.company ?? '',
      owner: row.owner,
      isOpen: ['new', 'working'].includes(row.status),
      links: { lead: row.id },
    })
  for (const row of contacts) {
    const customer = accounts.find(({ id }) => id === row.account)
    const links = { contact: row.id, account: customer?.id ?? null }
    byId.set(row.id, { name: row.name, company: customer?.name ?? '', owner: customer?.owner ?? row.owner, isOpen: true, links })
  }
  return (member) => byId.get(String(member.lead ?? member.contact))
}

export const rounds = [takeSteps]
