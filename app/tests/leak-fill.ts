import { randomUUID } from 'node:crypto'
import { system } from '#kernel'
import { contract } from '#modules/contracts'
import { forecastSnapshot, forecastSubmission } from '#modules/forecasts'
import type { Books, Known, Spec, Viewer } from './leak-company.ts'
import type { Product } from './open-product.ts'

type Around = Readonly<{
  accounts: readonly Known[]
  contacts: readonly Known[]
  contactOf(i: number): string
  spread(more: (i: number) => Record<string, string>): Spec[]
}>

/** What customers and contacts have of their own: billing titles, plans, further customers of a contact and ways to reach him. */
export async function fillAround(
  { known, add }: Pick<Books, 'known' | 'add'>,
  { accounts, contacts, contactOf, spread }: Around,
): Promise<void> {
  // The first title of a customer becomes its default by itself.
  const titles = await add(
    'billingTitle',
    accounts.map(({ id }) => ({ links: { account: id } })),
  )
  for (const title of titles) {
    const at = known.findIndex(({ id }) => id === title.links.account)
    known[at] = { ...known[at]!, links: { ...known[at]!.links, billingTitle: title.id } }
  }
  const plans = await add(
    'accountPlan',
    spread(() => ({})).map((spec, i) => ({
      ...spec,
      links: { account: accounts[(i * 3 + 2) % accounts.length]!.id },
      more: { nextReviewOn: '2026-01-05' },
    })),
  )
  await add(
    'planPerson',
    plans.map(({ id }, i) => ({ links: { plan: id, contact: contactOf(i) } })),
  )
  await add(
    'affiliation',
    contacts
      .filter((_, i) => i % 5 === 0)
      .map(({ id }, i) => ({ links: { contact: id, account: accounts[(i * 3 + 1) % accounts.length]!.id } })),
  )
  await add(
    'preference',
    accounts.map(({ id }) => ({ links: { account: id }, more: { since: '2026-01-05' } })),
  )
  await add(
    'feedback',
    spread(() => ({})).map((spec, i) => ({
      ...spec,
      links: { account: accounts[(i * 3 + 1) % accounts.length]!.id },
      more: { heardOn: '2026-01-05', state: 'open' },
    })),
  )
  await add(
    'contactWay',
    contacts.map(({ id }) => ({ links: { contact: id }, more: { kind: 'chat' } })),
  )
}

/** A file as the store keeps it; what it holds is of no matter here. */
export async function storeFileOf({ installation }: Product, { n, by }: { n: number; by: string }): Promise<object> {
  const file = { id: randomUUID(), name: `file${n}.txt`, type: 'text/plain', sizeBytes: 7 }
  await installation.engine.database.pool.query(
    `INSERT INTO w_test.stored_file (id, hash, name, type, size_bytes, at, by) VALUES ($1, $2, $3, $4, 7, now(), $5)`,
    [file.id, String(n), file.name, file.type, by],
  )
  return file
}

/** Pools of every owner, with customers and leads that belong to nobody, a rule of each, and who held what. */
export async function fillPools({ installation }: Product, { add }: Books, owners: readonly (Viewer | null)[]): Promise<void> {
  const people = owners.flatMap((owner) => owner?.id ?? [])
  for (const kind of ['account', 'lead']) {
    const pools = await add(
      'pool',
      owners.map((owner) => ({ owner, more: { kind } })),
    )
    const pooled = await add(
      kind,
      pools.map(({ id }) => ({ owner: null, links: { pool: id } })),
    )
    await add(
      'poolSeat',
      pools.map(({ id }, i) => ({ links: { pool: id }, more: { person: people[i % people.length] } })),
    )
    await add(
      'poolRule',
      pools.map(({ id }) => ({ links: { pool: id }, more: { days: 30, isActive: false, clock: null, remindDays: null } })),
    )
    // What is made in a pool has come into it; those moves carry no words to look for.
    await installation.engine.database.pool.query('DELETE FROM w_test.pool_move WHERE kind <> $1', ['handedOn'])
    await add(
      'poolMove',
      pooled.map(({ id }) => ({ links: { [kind]: id }, more: { kind: 'handedOn', day: '2026-01-05' } })),
    )
    await add(
      'poolCard',
      pooled.map(({ id }, i) => ({ links: { pool: pools[i]!.id, [kind]: id }, more: { kind } })),
    )
    await add(
      'poolExtension',
      pooled.map(({ id }) => ({ links: { [kind]: id }, more: { days: 5, period: '2026-01-05T00:00:00Z' } })),
    )
  }
}

/** Web forms of every owner, what was refused at them, and what leads came by them. */
export async function fillForms({ add, known }: Books, owners: readonly (Viewer | null)[]): Promise<void> {
  const forms = await add(
    'webForm',
    owners.map((owner) => ({ owner, more: { sites: null } })),
  )
  await add(
    'formRefusal',
    forms.map(({ id }) => ({ links: { form: id }, more: { reason: 'trap', at: '2026-01-05T00:00:00Z', lastAt: '2026-01-05T00:00:00Z' } })),
  )
  const leads = known.filter(({ object }) => object === 'lead').slice(0, owners.length)
  await add(
    'leadTouch',
    leads.map(({ id }) => ({ links: { lead: id } })),
  )
  const moments = { startedAt: '2026-01-05T00:00:00Z', lastAt: '2026-01-05T00:00:00Z' }
  const [site] = await add('webSite', [{ owner: null, more: { sites: ['https://www.example.com'], tellPages: null } }])
  const visits = await add('webVisit', [
    ...leads.map(({ id }) => ({ links: { lead: id, site: site!.id }, more: moments })),
    ...owners.map((owner) => ({ owner, links: { site: site!.id }, more: moments })),
  ])
  await add(
    'webPage',
    visits.map(({ id }) => ({ links: { visit: id } })),
  )
  await add(
    'webInvite',
    leads.map(({ id }) => ({ links: { lead: id, site: site!.id } })),
  )
  const [campaign] = await add('campaign', [{ owner: null }])
  for (const object of ['campaignMember', 'campaignLetter'])
    await add(
      object,
      leads.map(({ id }) => ({ links: { lead: id, campaign: campaign!.id } })),
    )
  const lists = await add(
    'callList',
    owners.map((owner) => ({ owner })),
  )
  await add(
    'callEntry',
    leads.map(({ id }, i) => ({ links: { lead: id, list: lists[i % lists.length]!.id } })),
  )
}

/** Territories of every owner in force, with customers in them that belong to nobody, and somebody who looks after one of them: that one is answered. */
export async function fillTerritories(
  { add, post }: Books,
  product: Product,
  o: Readonly<{ owners: readonly (Viewer | null)[]; member: Viewer }>,
) {
  const [model] = await post('territory-models', [{ name: 'Cut' }])
  await product.installation.engine.database.pool.query(`UPDATE w_test.territory_model SET state = 'active'`)
  const made = await add(
    'territory',
    o.owners.map((owner, i) => ({ owner, links: { model: String(model!.id) }, more: { filter: { district: `Z${i}` } } })),
  )
  // Placed as they are written, as nobody writes where a customer lies.
  await add(
    'account',
    made.map(({ id }, i) => ({ owner: null, placed: { territory: id }, more: { district: `Z${i}` } })),
  )
  await add('territoryMember', made.map(({ id }) => ({ links: { territory: id }, more: { person: o.member.id } })).slice(0, 1))
  return made[0]!.id
}

/** Quotes of every owner, of customers and deals of others; those with lines belong to no deal, whose amount they would move. */
export async function fillQuotes(
  { known, add }: Books,
  { owners, product }: { owners: readonly (Viewer | null)[]; product: string },
): Promise<void> {
  const of = (object: string, i: number): string => {
    const all = known.filter((one) => one.object === object)
    return all[(i * 3 + 1) % all.length]!.id
  }
  const quote = (i: number, owner: Viewer | null, links: Record<string, string>): Spec => ({
    owner,
    links: { account: of('account', i), contact: of('contact', i + 1), ...links },
    more: { currency: 'CNY' },
  })
  await add(
    'quote',
    owners.map((owner, i) => quote(i, owner, { opportunity: of('opportunity', i + 2) })),
  )
  const priced = await add(
    'quote',
    owners.map((owner, i) => quote(i + 3, owner, {})),
  )
  await add(
    'quoteLine',
    priced.map(({ id }) => ({ links: { quote: id, product } })),
  )
}

/** Contracts run, by the program. */
export async function signAll({ installation: { engine } }: Product, contracts: readonly Known[]): Promise<void> {
  const session = { workspace: await engine.workspace('test'), actor: system('a contract is signed') }
  const signed = contracts.map(({ id }) => ({ id, status: 'running', signedOn: '2026-01-02' }))
  await engine.work(session, { via: 'command' }, (work) => work.changeMany(contract, signed as never))
}

/** Contracts of every owner with customers of others, what hangs on them, and money and invoices that name them across all owners. */
export async function fillMoney(
  { known, add }: Pick<Books, 'known' | 'add'>,
  {
    owners,
    accounts,
    deals,
    sign,
  }: Readonly<{
    owners: readonly (Viewer | null)[]
    accounts: readonly Known[]
    deals: readonly Known[]
    /** Only what is signed is billed. */
    sign(contracts: readonly Known[]): Promise<void>
  }>,
): Promise<void> {
  const at = <T>(list: readonly T[], i: number): T => list[i % list.length]!
  const contracts = await add(
    'contract',
    owners.map((owner, i) => ({ owner, links: { account: at(accounts, i * 3 + 1).id, opportunity: at(deals, i * 5 + 2).id } })),
  )
  await add(
    'contractLine',
    contracts.map(({ id }) => ({ links: { contract: id } })),
  )
  const plan = await add(
    'planLine',
    contracts.map(({ id }) => ({ links: { contract: id }, more: { dueOn: '2026-01-05' } })),
  )
  const changes = await add(
    'contractChange',
    contracts.map(({ id }) => ({ links: { contract: id }, more: { newEndsOn: '2027-01-01' } })),
  )
  await add(
    'contractChangeLine',
    changes.map(({ id }) => ({ links: { contractChange: id } })),
  )
  await add(
    'sealRequest',
    owners.map((owner, i) => ({ owner, links: { contract: at(contracts, i + 3).id }, more: { copies: 1 } })),
  )
  const receipts = await add(
    'receipt',
    owners.map((owner, i) => ({ owner, links: { account: at(accounts, i * 2 + 1).id } })),
  )
  await add(
    'allocation',
    receipts.map(({ id }, i) => ({
      links: { receipt: id, contract: at(contracts, i + 1).id, planLine: at(plan, i + 1).id },
      more: { amount: 10 + i },
    })),
  )
  await sign(contracts)
  const invoices = await add(
    'invoice',
    owners.map((owner, i) => ({ owner, links: { account: at(contracts, i + 2).links.account! } })),
  )
  await add(
    'invoiceShare',
    invoices.map(({ id }, i) => ({ links: { invoice: id, contract: at(contracts, i + 2).id }, more: { amount: 20 + i } })),
  )
  // A target is its person's, whoever sets it; those of nobody are the company's.
  await add(
    'salesTarget',
    owners.map((owner) => ({ owner, more: owner ? { person: owner.id } : { whom: 'company' } })),
  )
  // An invoice is worth what its shares add up to.
  for (const [i, { id }] of invoices.entries()) {
    const place = known.findIndex((one) => one.id === id)
    known[place] = { ...known[place]!, amount: 20 + i }
  }
}

/** Expenses of every owner, for customers and deals of others, and for nobody in particular. */
export async function fillExpenses(
  { add }: Pick<Books, 'known' | 'add'>,
  {
    owners,
    accounts,
    deals,
    storeFile,
  }: Readonly<{
    owners: readonly (Viewer | null)[]
    accounts: readonly Known[]
    deals: readonly Known[]
    storeFile(n: number): Promise<object>
  }>,
): Promise<void> {
  const at = <T>(list: readonly T[], i: number): T => list[i % list.length]!
  const made = await add(
    'expense',
    owners.flatMap((owner, i) => [
      { owner, links: { account: at(accounts, i * 3 + 2).id }, more: { tax: null } },
      { owner, links: { opportunity: at(deals, i * 5 + 1).id }, more: { tax: null } },
      { owner, more: { isGeneral: true, tax: null } },
    ]),
  )
  const shared = await add(
    'expense',
    owners.map((owner) => ({ owner, more: { tax: null } })),
  )
  for (const [i, { id }] of shared.entries())
    await add('expenseShare', [{ links: { expense: id, account: at(accounts, i * 4 + 1).id }, more: { share: 100 } }])
  await add(
    'expenseFile',
    await Promise.all(made.map(async ({ id }, i) => ({ links: { expense: id }, more: { file: await storeFile(500 + i) } }))),
  )
}

/** Orders of every owner with customers, deals and contracts of others, and what was delivered of them and came back. */
export async function fillOrders(
  { known, add, post }: Books,
  product: Product,
  { owners, goods }: Readonly<{ owners: readonly (Viewer | null)[]; goods: string }>,
): Promise<void> {
  const of = (object: string, i: number): string => {
    const all = known.filter((one) => one.object === object)
    return all[(i * 3 + 2) % all.length]!.id
  }
  const [warehouse] = await post('warehouses', [{ name: 'House' }])
  const orders = await add(
    'order',
    owners.map((owner, i) => ({
      owner,
      links: {
        account: of('account', i),
        contract: of('contract', i + 1),
        opportunity: of('opportunity', i),
        contact: of('contact', i + 2),
      },
    })),
  )
  const lines = await add(
    'orderLine',
    orders.map(({ id }, i) => ({ links: { order: id, product: goods }, more: { quantity: 1, price: 30 + i } })),
  )
  // An order is worth what its lines add up to.
  for (const [i, { id }] of orders.entries()) {
    const place = known.findIndex((one) => one.id === id)
    known[place] = { ...known[place]!, amount: 30 + i }
  }
  await product.installation.engine.database.pool.query(`UPDATE w_test."order" SET status = 'confirmed'`)
  const deliveries = await add(
    'delivery',
    orders.map(({ id }) => ({ links: { order: id, warehouse: String(warehouse!.id) } })),
  )
  await add(
    'deliveryLine',
    deliveries.map(({ id }, i) => ({ links: { delivery: id, orderLine: lines[i]!.id }, more: { quantity: 1 } })),
  )
  const returns = await add(
    'orderReturn',
    deliveries.map(({ id }, i) => ({ links: { order: orders[i]!.id, delivery: id, warehouse: String(warehouse!.id) } })),
  )
  await add(
    'returnLine',
    returns.map(({ id }, i) => ({ links: { orderReturn: id, orderLine: lines[i]!.id }, more: { quantity: 1 } })),
  )
}

/** What everybody's forecast was in a week, and what was made of it: nobody writes the most of it by hand. */
export async function fillForecasts({ known, add }: Books, { installation }: Product, owners: readonly Viewer[]): Promise<void> {
  await add(
    'forecastAdjustment',
    owners.map((owner) => ({ owner, more: { person: owner.id, kind: 'month', from: '2026-01-01' } })),
  )
  const { engine } = installation
  const session = { workspace: await engine.workspace('test'), actor: system('a test') }
  const of = { kind: 'month', from: '2026-01-01', week: '2026-01-05' }
  for (const [object, more] of [
    ['forecastSubmission', {}],
    ['forecastSnapshot', { method: 'stages' }],
  ] as const) {
    const marks = owners.map((owner, i) => ({ owner, word: `zq${object.toLowerCase().slice(0, 12)}${i}x`, amount: 700_000 + i * 11 }))
    const rows = marks.map(({ owner, word, amount }) => ({ name: word, owner: owner.id as never, amount, ...of, ...more }))
    const target = { forecastSubmission, forecastSnapshot }[object]
    const made = await engine.work(session, { via: 'command' }, (work) => work.create(target as typeof forecastSubmission, rows as never))
    known.push(
      ...marks.map(({ owner, word, amount }, i) => ({
        object,
        id: made[i]!.id,
        word,
        amount,
        owner: owner.id,
        department: owner.department,
        links: {},
      })),
    )
  }
}

/** What the program alone makes, made by it. */
export async function makeBySystem(
  { installation: { engine } }: Product,
  object: string,
  rows: readonly object[],
): Promise<{ id: string }[]> {
  const session = { workspace: await engine.workspace('test'), actor: system('books of the test') }
  return JSON.parse(await engine.work(session, { via: 'job' }, (work) => engine.writes.create(work, object, rows)))
}

export const textKinds = new Set(['text', 'longText', 'email', 'webAddress', 'tags'])
/** A word in the form of a kind of text. */
export const wordsAs = (kind: string, word: string): unknown =>
  kind === 'email' ? `${word}@example.com` : kind === 'webAddress' ? `https://${word}.example/${word}` : kind === 'tags' ? [word] : word
