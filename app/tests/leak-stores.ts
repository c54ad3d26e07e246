import type { Books, Viewer } from './leak-company.ts'

/** Objects of stores whose records belong to people, and what each follows. */
export const followedByStores: Readonly<Record<string, readonly string[]>> = {
  store: ['account'],
  storeCheck: ['store'],
  sellOut: ['store'],
}

/** Lines, and the link to what they are lines of. */
export const linesOfStores: Readonly<Record<string, string>> = {
  storeItem: 'store',
  storeCheckLine: 'storeCheck',
  storeCheckPhoto: 'storeCheck',
}

/** Stores of customers of others, with what they are to have, checks of every owner at stores of others, and what was sold there. */
export async function fillStores(
  { known, add }: Books,
  { owners, product, storeFile }: Readonly<{ owners: readonly (Viewer | null)[]; product: string; storeFile(n: number): Promise<object> }>,
): Promise<void> {
  const accounts = known.filter(({ object }) => object === 'account')
  const stores = await add(
    'store',
    owners.map((owner, i) => ({ owner, links: { account: accounts[(i * 3 + 1) % accounts.length]!.id } })),
  )
  const at = (i: number): string => stores[i % stores.length]!.id
  await add(
    'storeItem',
    stores.map(({ id }) => ({ links: { store: id, product } })),
  )
  const checks = await add(
    'storeCheck',
    owners.map((owner, i) => ({ owner, links: { store: at(i + 2) }, more: { checkedOn: '2026-01-05' } })),
  )
  await add(
    'storeCheckLine',
    checks.map(({ id }) => ({ links: { storeCheck: id, product }, more: { shelf: 'missing' } })),
  )
  await add(
    'storeCheckPhoto',
    await Promise.all(checks.map(async ({ id }, i) => ({ links: { storeCheck: id }, more: { file: await storeFile(990 + i) } }))),
  )
  await add(
    'sellOut',
    stores.map(({ id }) => ({ links: { store: id, product }, more: { soldOn: '2026-01-05', quantity: 1 } })),
  )
}
