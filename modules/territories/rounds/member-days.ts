import { defineRound } from '#kernel'
import { territoryMember } from '../objects/index.ts'
import { shareWithMembers } from '../share-with-members.ts'

/** On their first day people come into reach of a territory, after their last one out of it. */
export const memberDays = defineRound('territories.member-days', {
  async run(work) {
    const { today } = work
    const begins = { inForce: { ne: true }, fromOn: { lte: today }, or: [{ untilOn: { empty: true } }, { untilOn: { gte: today } }] }
    const turns = { 'territory.model.state': 'active', 'territory.isActive': true, or: [begins, { inForce: true, untilOn: { lt: today } }] }
    if ((await work.count(territoryMember, turns, { most: 1 })) > 0) await shareWithMembers(work)
  },
})
