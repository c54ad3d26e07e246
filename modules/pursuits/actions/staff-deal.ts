import { type RowOf, share, system, type Work } from '#kernel'
import { opportunity } from '#objects/sales'
import { type dealEvaluation, evaluationMember } from '../objects/index.ts'

const because = system('an approved evaluation gives a deal its team and budget')
const most = 1_000

/** What an approved evaluation decides of its deal: who works on it reads it, as what he does there, and what it may take stands on it. A right that somebody has already stays as it is. */
export async function staffDeal(work: Work, evaluation: RowOf<typeof dealEvaluation>): Promise<void> {
  const kernel = work.as(because)
  const of = evaluation.opportunity
  const deal = await kernel.one(opportunity, of)
  if (evaluation.effort !== null) await kernel.changeMany(opportunity, [{ id: of, ...{ effortBudget: evaluation.effort } }])
  const members = await kernel.find(evaluationMember, { dealEvaluation: evaluation.id }, { limit: most })
  const known = await kernel.find(share, { object: opportunity.name, record: of, granteeKind: 'person' }, { limit: most })
  const roleOf = (role: string | null) => (role || evaluation.name).slice(0, 60)
  const fresh = members.filter(({ person }) => person !== deal.owner && !known.some(({ grantee }) => grantee === person))
  await kernel.create(
    share,
    fresh.map(({ person, role }) => ({
      object: opportunity.name,
      record: of,
      granteeKind: 'person' as const,
      grantee: person,
      teamRole: roleOf(role),
    })),
  )
  const named = known.flatMap(({ id, grantee, teamRole }) => {
    const member = members.find(({ person }) => person === grantee)
    return member && !teamRole ? [{ id, teamRole: roleOf(member.role) }] : []
  })
  await kernel.changeMany(share, named)
}
