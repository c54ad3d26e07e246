import { fail, type RowOf, type Work } from '#kernel'
import { addDays, member } from '#kernel/model'
import { product, productCategory } from '#objects/catalog'
import { account } from '#objects/customers'
import { dealRegistration, registrationRule } from './objects/index.ts'

export type Registration = RowOf<typeof dealRegistration>
export type Rule = Pick<
  RowOf<typeof registrationRule>,
  'needsGrant' | 'days' | 'noticeDays' | 'mostExtensions' | 'extensionDays' | 'second' | 'tellsWho' | 'deals'
>

const usual: Rule = {
  needsGrant: false,
  days: 90,
  noticeDays: 7,
  mostExtensions: 2,
  extensionDays: 30,
  second: 'refuse',
  tellsWho: false,
  deals: 'refuse',
}

/** What holds: the first active rule, else what is usual. */
export async function ruleInForce(kernel: Work): Promise<Rule> {
  const rules = (await kernel.settings(registrationRule)).filter(({ isActive }) => isActive)
  return rules.toSorted((a, b) => a.position - b.position)[0] ?? usual
}

/** What is wanted of whom: by a registration, or by a deal. */
export type Wish = Readonly<{
  account: string | null
  customer: string | null
  name: string
  products: readonly string[]
  category: string | null
}>
/** What a registration wishes; of a new one, what nobody said is not there at all. */
export const wishOf = ({ account: of, customer, name, product: goods, category }: Registration): Wish => ({
  account: of ?? null,
  customer: customer ?? null,
  name,
  products: goods ? [goods] : [],
  category: category ?? null,
})

/** A wish as it is compared. */
export type Keys = Readonly<{
  account: string | null
  customerKey: string
  projectKey: string
  products: readonly string[]
  categories: readonly string[]
}>

/** How a name is compared when duplicates are looked for. */
const nameKey = (work: Work, name: string): string => work.catalog.objects[account.name]!.fields.name!.type.twinKey!(name)

/** Reads what wishes are told apart by. Two reads for all of them. */
export async function keysOf(kernel: Work, wishes: readonly Wish[]): Promise<Keys[]> {
  const named = <T>(list: readonly (T | null)[]) => [...new Set(list.filter((one): one is T => one !== null))]
  const ids = named(wishes.map((wish) => wish.account))
  const accounts = ids.length === 0 ? [] : await kernel.find(account, { id: { in: ids } }, { limit: ids.length })
  const productIds = named(wishes.flatMap((wish) => wish.products))
  const products = productIds.length === 0 ? [] : await kernel.find(product, { id: { in: productIds } }, { limit: productIds.length })
  const nameOf = new Map(accounts.map(({ id, name }) => [String(id), name]))
  const lineOf = new Map(products.map(({ id, category }) => [String(id), category]))
  return wishes.map((wish) => {
    const customer = (wish.account && nameOf.get(wish.account)) || wish.customer
    const lines = wish.products.length > 0 ? wish.products.flatMap((id) => lineOf.get(id) ?? []) : wish.category ? [wish.category] : []
    return {
      account: wish.account,
      customerKey: customer ? nameKey(kernel, customer) : '',
      projectKey: nameKey(kernel, wish.name),
      products: wish.products,
      categories: lines.map(String),
    }
  })
}

/** Works for the same customer wait for each other, so that of two in the same second one comes first. */
export const holdCustomers = (kernel: Work, keys: readonly Keys[]): Promise<void> =>
  kernel.hold(
    keys.flatMap(({ account: id, customerKey }) => [
      ...(id ? [`registration ${id}`] : []),
      ...(customerKey ? [`registration ${customerKey}`] : []),
    ]),
  )

/** By wish, the registration of others that stands before it, if any. `isMine`: what does not count. */
export async function takenBy(
  kernel: Work,
  keys: readonly Keys[],
  isMine: (one: Registration, i: number) => boolean,
): Promise<(Registration | undefined)[]> {
  const ids = keys.flatMap((one) => one.account ?? [])
  const names = keys.flatMap((one) => one.customerKey || [])
  if (ids.length + names.length === 0) return keys.map(() => undefined)
  const running = await kernel.find(
    dealRegistration,
    { state: { in: ['requested', 'protected'] }, or: [{ account: { in: ids } }, { customerKey: { in: names } }] },
    { limit: 10_000, sort: ['createdAt', 'id'] },
  )
  const theirs = running.length === 0 ? [] : await keysOf(kernel, running.map(wishOf))
  const within = await linesAbove(kernel)
  return keys.map((one, i) => running.find((row, j) => !isMine(row, i) && isSame(one, theirs[j]!, within)))
}

type Within = (line: string) => readonly string[]

/** By line of products, itself and those above it. */
async function linesAbove(kernel: Work): Promise<Within> {
  const rows = await kernel.settings(productCategory)
  const parentOf = new Map(rows.map(({ id, parent }) => [String(id), parent ? String(parent) : null]))
  const above = (line: string | null | undefined): string[] => (line ? [line, ...above(parentOf.get(line))] : [])
  return above
}

/** The same customer, and the same product or line of products; where one of them names neither, or whatever they name, the same project. */
function isSame(a: Keys, b: Keys, within: Within): boolean {
  const isCustomer = (a.account !== null && a.account === b.account) || (a.customerKey !== '' && a.customerKey === b.customerKey)
  if (!isCustomer) return false
  if (a.projectKey === b.projectKey) return true
  if (a.products.length > 0 && b.products.length > 0) return a.products.some((id) => b.products.includes(id))
  const meets = (one: Keys, other: Keys) => one.categories.some((line) => within(line).some((id) => other.categories.includes(id)))
  return meets(a, b) || meets(b, a)
}

/** What the second one is told: until when it is taken, and where the rule says so by whom. */
export async function failAsTaken(kernel: Work, rule: Rule, one: Registration): Promise<never> {
  const until = one.protectedUntil ?? addDays(kernel.today, rule.days)
  if (!rule.tellsWho || !one.owner) return fail('registrations.taken', { until })
  // Who was told of whom stands in the audit.
  const told = { dealRegistration: one.id, owner: one.owner }
  return fail('registrations.taken-by', { until, name: (await kernel.one(member, one.owner)).name, told })
}
