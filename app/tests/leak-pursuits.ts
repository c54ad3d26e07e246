import type { Books, Viewer } from './leak-company.ts'

/** Tenders with bids and documents, evaluations, trials and competitors of deals and customers of others; drafts of policies, and tips. */
export async function fillPursuits(
  { known, add }: Books,
  { owners, storeFile }: Readonly<{ owners: readonly (Viewer | null)[]; storeFile(n: number): Promise<object> }>,
): Promise<void> {
  const of = (object: string, i: number): string => {
    const all = known.filter((one) => one.object === object)
    return all[(i * 3 + 2) % all.length]!.id
  }
  const rivals = await add('competitor', [{}, {}])
  const deals = known.filter(({ object }) => object === 'opportunity')
  await add(
    'dealRival',
    deals.map(({ id }, i) => ({ links: { opportunity: id, competitor: rivals[i % rivals.length]!.id } })),
  )
  const tenders = await add(
    'tender',
    owners.map((owner, i) => ({ owner, links: { account: of('account', i), opportunity: of('opportunity', i + 1) } })),
  )
  await add(
    'tenderBid',
    tenders.map(({ id }, i) => ({ links: { tender: id, competitor: rivals[i % rivals.length]!.id } })),
  )
  await add(
    'tenderFile',
    await Promise.all(tenders.map(async ({ id }, i) => ({ links: { tender: id }, more: { file: await storeFile(900 + i) } }))),
  )
  const policies = await add(
    'policy',
    owners.map((owner) => ({ owner })),
  )
  await add(
    'policyAddressee',
    policies.map(({ id }, i) => ({ links: { policy: id }, more: { person: owners[i % (owners.length - 1)]!.id } })),
  )
  await add(
    'policyFile',
    await Promise.all(policies.map(async ({ id }, i) => ({ links: { policy: id }, more: { file: await storeFile(950 + i) } }))),
  )
  const tips = await add('tip', [{}, {}])
  await add(
    'tipPin',
    tips.map(({ id }) => ({ links: { tip: id }, more: { stage: 'analysis' } })),
  )
  await add(
    'tipReply',
    tips.map(({ id }) => ({ links: { tip: id } })),
  )
  const visits = await add(
    'visit',
    owners.map((owner, i) => ({ owner, links: i % 2 ? { lead: of('lead', i) } : { account: of('account', i) } })),
  )
  await add(
    'visitPerson',
    visits.map(({ id }) => ({ links: { visit: id } })),
  )
  await add(
    'visitPhoto',
    await Promise.all(visits.map(async ({ id }, i) => ({ links: { visit: id }, more: { file: await storeFile(970 + i) } }))),
  )
  const evaluations = await add(
    'dealEvaluation',
    owners.map((owner, i) => ({ owner, links: { opportunity: of('opportunity', i + 2) } })),
  )
  await add(
    'evaluationMember',
    evaluations.map(({ id }, i) => ({ links: { dealEvaluation: id }, more: { person: owners[i % (owners.length - 1)]!.id } })),
  )
  await add(
    'dealTrial',
    owners.map((owner, i) => ({
      owner,
      links: { opportunity: of('opportunity', i + 3) },
      more: { beginsOn: '2026-01-01', until: '2026-02-01' },
    })),
  )
}
