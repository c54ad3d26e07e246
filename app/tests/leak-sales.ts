import assert from 'node:assert/strict'
import type { Books, Known, Spec, Viewer } from './leak-company.ts'
import { fillAround, fillExpenses, fillMoney } from './leak-fill.ts'

/** Customers of every owner, half of them below one of somebody else, and what hangs on them across all owners. */
export async function fillSales(
  { admin, known, meta, add }: Books,
  {
    owners,
    product,
    storeFile,
    sign,
  }: {
    owners: readonly (Viewer | null)[]
    product: string
    storeFile(n: number): Promise<object>
    sign(contracts: readonly Known[]): Promise<void>
  },
): Promise<void> {
  const accounts = await add(
    'account',
    [...owners, ...owners].map((owner) => ({ owner })),
  )
  const parents = accounts.slice(0, owners.length)
  for (const [i, one] of accounts.slice(owners.length).entries()) {
    const parent = parents[(i + 1) % parents.length]!
    const moved = await admin.ask('PATCH', `/api/v1/accounts/${one.id}`, { parent: parent.id })
    assert.equal(moved.statusCode, 200, moved.body)
    known[known.indexOf(one)] = { ...one, links: { parent: parent.id } }
  }
  const spread = (more: (i: number) => Record<string, string>): Spec[] =>
    owners.flatMap((owner, i) => [
      { owner, links: { account: parents[(i + 2) % parents.length]!.id, ...more(i) } },
      { owner, links: more(i + 1) },
    ])
  const contacts = await add(
    'contact',
    spread(() => ({})),
  )
  const contactOf = (i: number) => contacts[(i * 3 + 1) % contacts.length]!.id
  const leads = await add(
    'lead',
    spread((i) => ({ contact: contactOf(i) })),
  )
  const deals = await add(
    'opportunity',
    spread((i) => ({ contact: contactOf(i), lead: leads[(i * 5 + 2) % leads.length]!.id, product })),
  )
  for (const object of ['dealMove', 'dealStay']) await knowWhatFollowed({ admin, known, meta }, object, deals)
  await add(
    'opportunityLine',
    deals.map(({ id }) => ({ links: { opportunity: id, product } })),
  )
  await add(
    'dealContact',
    deals.map(({ id }, i) => ({ links: { opportunity: id, contact: contactOf(i + 1) }, more: { role: 'decides' } })),
  )
  // Overlay shares of somebody who sees everything anyhow: a share opens its deal.
  await add(
    'dealSplit',
    deals.map(({ id }) => ({ links: { opportunity: id }, more: { person: admin.id, share: 5, kind: 'overlay' } })),
  )
  await fillAround({ known, add }, { accounts, contacts, contactOf, spread })
  await fillMoney({ known, add }, { owners, accounts, deals, sign })
  await fillExpenses({ known, add }, { owners, accounts, deals, storeFile })
  const about = (i: number): Record<string, string> =>
    i % 2 ? { lead: leads[(i * 3 + 1) % leads.length]!.id, contact: contactOf(i) } : { opportunity: deals[(i * 3 + 1) % deals.length]!.id }
  // Without next steps: they would make tasks that are not in the books.
  const all = [...spread(about), ...owners.map((owner) => ({ owner }))]
  const followUps = await add(
    'followUp',
    all.map((spec) => ({ ...spec, more: { nextStep: null, promise: null } })),
  )
  const tasks = await add('task', all)
  await add(
    'followUpFile',
    await Promise.all(followUps.map(async ({ id }, i) => ({ links: { followUp: id }, more: { file: await storeFile(i) } }))),
  )
  const said = (object: string, { id }: Known, owner: Viewer | null): Spec => ({ owner, links: { [object]: id } })
  await add('comment', [
    ...followUps.map((one) => said('followUp', one, null)),
    ...tasks.map((one, i) => said('task', one, owners[(i + 2) % owners.length] ?? null)),
  ])
}

/** What the program noted of the deals when they were made; it says what they say. */
async function knowWhatFollowed({ admin, known, meta }: Pick<Books, 'admin' | 'known' | 'meta'>, object: string, deals: readonly Known[]) {
  const answer = await admin.ask('GET', `/api/v1/${meta[object]!.plural}?limit=500&fields=id,opportunity`)
  const rows = answer.json().rows as readonly { id: string; opportunity: { id: string } }[]
  for (const deal of deals) {
    const own = rows.filter(({ opportunity }) => opportunity.id === deal.id)
    assert.notEqual(own.length, 0, `${object} of a deal`)
    known.push(...own.map(({ id }) => ({ ...deal, object, id, owner: null, department: null, links: { opportunity: deal.id } })))
  }
}
