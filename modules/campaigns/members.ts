import type { RowOf, Work } from '#kernel'
import { addDays, type Id } from '#kernel/model'
import { lead } from '#objects/customers'
import { type campaign, campaignMember, campaignStep } from './objects/index.ts'

export type Campaign = RowOf<typeof campaign>
export type Member = RowOf<typeof campaignMember>
export type Person = Readonly<{ lead: Id<'lead'> } | { contact: Id<'contact'> }>

/** The member that stands for a person in a campaign; made where there is none. Of two at once the second finds what the first has made. */
export async function memberOf(kernel: Work, of: Campaign, person: Person, cameBy: Member['cameBy'] = 'hand'): Promise<Member> {
  const [id] = Object.values(person)
  await kernel.hold([`campaigns.member ${of.id} ${id}`])
  const [known] = await kernel.find(campaignMember, { campaign: of.id, ...person }, { limit: 1 })
  if (known) return known
  const nextStepOn = await stepDay(kernel, of.id, { from: kernel.today, done: 0 })
  const row = { subject: of.name, campaign: of.id, ...person, cameBy, nextStepOn, owner: of.owner, invitedOn: kernel.today }
  const [made] = await kernel.create(campaignMember, [row])
  return made!
}

/** When the step after so many comes; null where there is none. */
export async function stepDay(kernel: Work, id: string, at: Readonly<{ from: string; done: number }>): Promise<string | null> {
  const step = (await stepsOf(kernel, id))[at.done]
  return step ? addDays(at.from, step.afterDays) : null
}

const stepsOf = (kernel: Work, id: string) => kernel.find(campaignStep, { campaign: id }, { limit: 100, sort: ['afterDays', 'id'] })

type Answer = Readonly<{ state: 'answered' | 'attended'; answer?: string | null }>

/** He has answered: no further step, and the lead is the campaign's unless it was another's before. */
export async function noteAnswer(kernel: Work, member: Member, { state, answer }: Answer): Promise<void> {
  const steps = member.answeredAt || !member.stepsDone ? [] : await stepsOf(kernel, member.campaign)
  await kernel.change(campaignMember, member.id, {
    answeredAfter: steps[(member.stepsDone ?? 0) - 1]?.subject ?? member.answeredAfter,
    state: member.state === 'attended' ? 'attended' : state,
    answeredAt: member.answeredAt ?? kernel.now.toISOString(),
    answer: answer ?? member.answer,
    nextStepOn: null,
  })
  const [row] = member.lead ? await kernel.find(lead, { id: member.lead }, { limit: 1 }) : []
  // The campaign is a field of this module's, which the lead's own type does not know.
  if (row && !(row as unknown as { campaign: string | null }).campaign)
    await kernel.change(lead, row.id, { campaign: member.campaign } as object)
}
