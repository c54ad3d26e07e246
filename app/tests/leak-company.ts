import assert from 'node:assert/strict'
import {
  fillForecasts,
  fillForms,
  fillOrders,
  fillPools,
  fillQuotes,
  fillTerritories,
  makeBySystem,
  signAll,
  storeFileOf,
  textKinds,
  wordsAs,
} from './leak-fill.ts'
import { knownToMarketing, wholeToMarketing } from './leak-marketing.ts'
import { addPartners } from './leak-partners.ts'
import { fillPursuits } from './leak-pursuits.ts'
import { fillSales } from './leak-sales.ts'
import { fillStores, followedByStores, linesOfStores } from './leak-stores.ts'
import { type Ask, browserAsker, cookieIn, type Person, type Product } from './open-product.ts'

type Row = Record<string, unknown>
export type MetaField = Readonly<{
  name: string
  kind: string
  readOnly: boolean
  required: boolean
  system: boolean
  options: { to?: string }
  operators: string[]
}>
export type MetaObject = Readonly<{
  name: string
  plural: string
  title: string
  owned: boolean
  partOf: string | null
  fields: Record<string, MetaField>
  children: Record<string, { name: string; object: string; by: string }>
  actions: readonly { name: string; input: Record<string, MetaField> }[]
  may: Readonly<{ create: boolean }>
}>

/** A record as the test knows it: whose it is, what it hangs on, and the words that stand in it and nowhere else. */
export type Known = Readonly<{
  object: string
  id: string
  word: string
  owner: string | null
  department: string | null
  links: Readonly<Record<string, string>>
  amount: number
}>
export type Viewer = Person &
  Readonly<{
    role: string
    department: string | null
    /** Departments that count like the own one. */
    further?: readonly string[]
    /** Records shared with the person, or with the own department. */
    shared?: ReadonlySet<string>
  }>
export type Company = Readonly<{
  meta: Readonly<Record<string, MetaObject>>
  admin: Person
  viewers: readonly Viewer[]
  known: readonly Known[]
  /** Amounts of what products cost: no other number of the company holds these digits. */
  costs: readonly string[]
  below: Readonly<Record<string, readonly string[]>>
  /** The representative whose customers partners see. */
  rep: string
}>

/** Objects whose records belong to people; the catalogue is everybody's to read. */
const peoples = [
  'dealRegistration',
  ...['tender', 'dealEvaluation', 'dealTrial', 'policy'],
  'territory',
  'territoryMember',
  'pool',
  'poolRule',
  'poolMove',
  'poolExtension',
  'poolCard',
  'account',
  'contact',
  'lead',
  ...['opportunity', 'dealMove', 'dealStay'],
  'followUp',
  'task',
  'comment',
  'visit',
  'billingTitle',
  'accountPlan',
  'webForm',
  'leadTouch',
  'formRefusal',
  ...['webVisit', 'webPage', 'webInvite', 'campaignMember', 'campaignLetter', 'callList', 'callEntry'],
  'quote',
  'contract',
  'contractChange',
  'sealRequest',
  'receipt',
  'invoice',
  'expense',
  ...['order', 'delivery', 'orderReturn'],
  'salesTarget',
  'forecastAdjustment',
  'forecastSubmission',
  'forecastSnapshot',
  ...['preference', 'feedback', ...Object.keys(followedByStores)],
]
/** Read by those for whom it is published, whatever else their role reads whole. */
const addressed = ['policy']
/** By what leads are answered, given out, scored and joined. */
export const rulesOfLeads = ['answerRule', 'answerStep', 'assignRule', 'assignSeat', 'scoreFactor', 'joinRule', 'heatRule']
/** What finance and partners have no part in. */
export const inside = [
  'dealRegistration',
  'registrationRule',
  ...['dealEvaluation', 'evaluationMember', 'dealTrial', 'evaluationRule', 'closingRule', 'closingRun'],
  'territory',
  'territoryMember',
  'lead',
  'followUp',
  'followUpFile',
  'task',
  'comment',
  ...['visit', 'visitPerson', 'visitPhoto'],
  'pool',
  'poolSeat',
  'poolRule',
  'poolMove',
  'accountPlan',
  'planPerson',
  'poolExtension',
  'poolCard',
  'poolOpening',
  'webForm',
  'formQuestion',
  'leadTouch',
  'formRefusal',
  ...[
    'webSite',
    'webVisit',
    'webPage',
    'webInvite',
    'campaign',
    'campaignStep',
    'campaignMember',
    'campaignLetter',
    'callList',
    'callEntry',
  ],
  ...rulesOfLeads,
  ...['preference', 'feedback', ...Object.keys(followedByStores), ...Object.keys(linesOfStores)],
]
/** Whoever reads one of these reads what names it. */
const followed: Readonly<Record<string, readonly string[]>> = {
  account: ['pool', 'territory'],
  territoryMember: ['territory'],
  lead: ['pool'],
  poolRule: ['pool'],
  poolMove: ['account', 'lead'],
  poolExtension: ['account', 'lead'],
  poolCard: ['pool'],
  contact: ['account'],
  billingTitle: ['account'],
  accountPlan: ['account'],
  opportunity: ['account'],
  dealMove: ['opportunity'],
  dealStay: ['opportunity'],
  followUp: ['account', 'lead', 'opportunity'],
  task: ['account', 'lead', 'opportunity', 'tender'],
  comment: ['followUp', 'task'],
  visit: ['account', 'lead', 'opportunity'],
  leadTouch: ['lead'],
  formRefusal: ['form'],
  webVisit: ['lead', 'contact', 'account'],
  webPage: ['visit'],
  webInvite: ['lead', 'contact'],
  ...Object.fromEntries(['campaignMember', 'campaignLetter', 'callEntry'].map((name) => [name, ['lead', 'contact']])),
  preference: ['account', 'contact'],
  feedback: ['account'],
  quote: ['account', 'opportunity'],
  contract: ['account'],
  contractChange: ['contract'],
  sealRequest: ['contract'],
  invoice: ['account'],
  expense: ['account', 'opportunity'],
  order: ['account'],
  delivery: ['order'],
  orderReturn: ['order'],
  tender: ['account', 'opportunity'],
  dealEvaluation: ['opportunity'],
  dealTrial: ['opportunity'],
  ...followedByStores,
}

/** Lines, and the link to what they are lines of. */
const lines: Readonly<Record<string, string>> = {
  opportunityLine: 'opportunity',
  dealContact: 'opportunity',
  dealSplit: 'opportunity',
  dealRival: 'opportunity',
  policyAddressee: 'policy',
  policyFile: 'policy',
  tipPin: 'tip',
  tenderBid: 'tender',
  tenderFile: 'tender',
  evaluationMember: 'dealEvaluation',
  followUpFile: 'followUp',
  visitPerson: 'visit',
  visitPhoto: 'visit',
  affiliation: 'contact',
  contactWay: 'contact',
  planPerson: 'plan',
  poolSeat: 'pool',
  quoteLine: 'quote',
  contractLine: 'contract',
  contractChangeLine: 'contractChange',
  planLine: 'contract',
  allocation: 'receipt',
  invoiceShare: 'invoice',
  expenseFile: 'expense',
  expenseShare: 'expense',
  orderLine: 'order',
  deliveryLine: 'delivery',
  returnLine: 'orderReturn',
  ...linesOfStores,
}

/** Lines by which what they are lines of comes within reach: the link to it, and the link whose target's readers read it. */
const throughLines: Readonly<Record<string, readonly [line: string, to: string, ...targets: string[]]>> = {
  contact: ['affiliation', 'contact', 'account'],
  receipt: ['allocation', 'receipt', 'contract', 'order'],
  invoice: ['invoiceShare', 'invoice', 'contract', 'order'],
  expense: ['expenseShare', 'expense', 'account'],
}

/** What is to be read by whom, told plainly: whose it is, whose department, and what it follows. */
export function mayRead(company: Company, viewer: Viewer, record: Known): boolean {
  const whole = (id: string | undefined) => company.known.find((one) => one.id === id)
  const isLineOf = lines[record.object]
  if (isLineOf) return mayRead(company, viewer, whole(record.links[isLineOf])!)
  if (viewer.role === 'none') return false
  const isAddressed = addressed.includes(record.object)
  if ((viewer.role === 'readonly' && !isAddressed) || !peoples.includes(record.object)) return true
  if (viewer.role === 'finance' && !isAddressed) return !inside.includes(record.object)
  if (viewer.role === 'marketing' && (!knownToMarketing.has(record.object) || wholeToMarketing.has(record.object)))
    return wholeToMarketing.has(record.object)
  if (viewer.role === 'partner' && inside.includes(record.object)) return false
  // The wall of partners: customers of the representative, whatever else the role grants.
  if (viewer.role === 'partner' && record.object === 'account') return record.owner === company.rep
  const reach = [viewer.department ?? '', ...(viewer.further ?? [])].flatMap((one) => company.below[one] ?? [])
  const isNear =
    record.owner === viewer.id ||
    viewer.shared?.has(record.id) ||
    (viewer.role === 'manager' && record.department !== null && reach.includes(record.department))
  const targets = (followed[record.object] ?? []).flatMap((link) => whole(record.links[link]) ?? [])
  const [line, to, ...ends] = throughLines[record.object] ?? []
  const through = company.known.flatMap(({ object, links }) =>
    line && object === line && links[to!] === record.id ? ends.flatMap((end) => whole(links[end]) ?? []) : [],
  )
  return isNear || [...targets, ...through].some((target) => mayRead(company, viewer, target))
}

/** Two branches with a team below one of them, people of every role, and records of every owner that link across all borders. */
export async function fillCompany(product: Product): Promise<Company> {
  const admin = await product.join({ name: 'admin', roles: ['administrator'] })
  const meta = (await admin.ask('GET', '/api/v1/meta')).json().objects as Record<string, MetaObject>
  const books = openBooks(product, admin, meta)
  const [east, west, north] = await books.post('departments', [{ name: 'East' }, { name: 'West' }, { name: 'North' }])
  const [team] = await books.post('departments', [{ name: 'Team', parent: east!.id }])
  await addPartners(admin)
  const people = await joinAll(product, { east: east!.id, west: west!.id, team: team!.id, north: north!.id })
  const costs = ['770077.01', '770078.02']
  const [category] = await books.add('productCategory', [{}])
  const [goods] = await books.add(
    'product',
    costs.map((cost, i) => ({ links: { category: category!.id }, more: { cost: Number(cost), price: 10 + i } })),
  )
  const owners = people.filter(({ name }) => ['rep', 'mate', 'stranger', 'manager'].includes(name))
  const storeFile = (n: number) => storeFileOf(product, { n, by: admin.id })
  await fillSales(books, { owners: [...owners, null], product: goods!.id, storeFile, sign: (contracts) => signAll(product, contracts) })
  await fillPools(product, books, [...owners.filter((_, i) => i % 2 === 0), null])
  await fillForms(books, [...owners, null])
  await books.add(
    'dealRegistration',
    [...owners, null].map((owner) => ({ owner })),
  )
  const looksAfter = await fillTerritories(books, product, {
    owners: [...owners, null],
    member: people.find(({ name }) => name === 'stranger')!,
  })
  await fillQuotes(books, { owners: [...owners, null], product: goods!.id })
  await fillOrders(books, product, { owners: [...owners, null], goods: goods!.id })
  await fillForecasts(books, product, owners)
  await fillPursuits(books, { owners: [...owners, null], storeFile })
  await fillStores(books, { owners: [...owners, null], product: goods!.id, storeFile })
  const rep = people.find(({ name }) => name === 'rep')!
  const twice = people.find(({ name }) => name === 'twice')!
  await books.post('memberships', [{ member: twice.id, department: team!.id, function: 'Deputy' }])
  const sharer = people.find(({ name }) => name === 'sharer')!
  await books.post('exchange-rates', [{ currency: 'USD', validFrom: '2026-01-01', rate: 7 }])
  return {
    meta,
    admin,
    viewers: [
      ...people
        .filter(({ name }) => !['mate', 'twice', 'sharer'].includes(name))
        .map((one) => (one.name === 'stranger' ? { ...one, shared: new Set([looksAfter]) } : one)),
      { ...twice, further: [team!.id] },
      { ...sharer, shared: await shareSome(books, { with: sharer, north: north!.id }) },
      { ...rep, name: 'seer', ask: await seeAs(product, { admin, member: rep }) },
    ],
    known: books.known,
    costs,
    below: { [east!.id]: [east!.id, team!.id], [west!.id]: [west!.id], [team!.id]: [team!.id] },
    rep: rep.id,
  }
}

/** `placed`: links that the program sets by itself. */
export type Spec = Readonly<{ owner?: Viewer | null; links?: Record<string, string>; placed?: Record<string, string>; more?: Row }>
export type Books = ReturnType<typeof openBooks>

/** Makes records as the administrator and notes them; every text of a record holds its own word. */
function openBooks(product: Product, admin: Person, meta: Company['meta']) {
  const known: Known[] = []
  const post = async (plural: string, rows: readonly Row[]) => {
    const answer = await admin.ask('POST', `/api/v1/${plural}`, rows)
    assert.equal(answer.statusCode, 201, `${plural}: ${answer.body}`)
    return answer.json().rows as (Row & { id: string })[]
  }
  const toRow = (
    { fields, owned, may }: MetaObject,
    { owner, links, more }: Spec,
    { word, amount }: Pick<Known, 'word' | 'amount'>,
  ): Row => {
    const texts = Object.values(fields).filter(
      ({ kind, readOnly, required }) => textKinds.has(kind) && (!readOnly || (required && !may.create)),
    )
    return {
      ...Object.fromEntries(texts.map(({ kind, name }) => [name, wordsAs(kind, word)])),
      ...(owned ? { owner: owner?.id ?? null } : {}),
      ...(fields.amount?.readOnly === false ? { amount } : {}),
      ...links,
      ...more,
    }
  }
  let count = 0
  const add = async (name: string, specs: readonly Spec[]): Promise<Known[]> => {
    const marks = specs.map(() => ({
      word: `zq${name.toLowerCase().slice(0, 8)}${String(++count).padStart(3, '0')}x`,
      amount: 1_000 + count * 7,
    }))
    const object = meta[name]!
    const rows = specs.map((spec, i) => toRow(object, spec, marks[i]!))
    const made = object.may.create ? await post(object.plural, rows) : await makeBySystem(product, name, rows)
    const added = specs.map(({ owner, links = {}, placed = {}, more }, i): Known => {
      const near = { owner: owner?.id ?? null, department: owner?.department ?? null }
      return {
        object: name,
        id: made[i]!.id,
        ...marks[i]!,
        ...(typeof more?.amount === 'number' ? { amount: more.amount } : {}),
        ...near,
        links: { ...links, ...placed },
      }
    })
    known.push(...added)
    return added
  }
  return { admin, known, meta, post, add }
}

/** Records of others, one of each object with the person to read, another with the department to write. */
async function shareSome({ admin, known, meta }: Books, to: { with: Viewer; north: string }): Promise<ReadonlySet<string>> {
  const shared = peoples
    .filter((object) => meta[object]!.owned)
    .flatMap((object) => known.filter((one) => one.object === object).slice(2, 4))
  for (const [i, { object, id }] of shared.entries()) {
    const { plural } = meta[object]!
    const wish = i % 2 ? { department: to.north, mayWrite: true } : { person: to.with.id }
    const answer = await admin.ask('POST', `/api/v1/${plural}/${id}/shares`, wish)
    assert.equal(answer.statusCode, 201, answer.body)
  }
  return new Set(shared.map(({ id }) => id))
}

/** An administrator in a browser who looks at everything as that member. */
async function seeAs({ app, installation }: Product, { admin, member }: { admin: Person; member: Viewer }): Promise<Ask> {
  const account = { email: 'admin@example.com', password: 'a long enough password' }
  const workspace = await installation.engine.workspace('test')
  await installation.accounts.createUserWithMember({ workspace, memberId: admin.id, name: admin.name, ...account })
  const signedIn = await browserAsker(app, '')('POST', '/api/v1/session', account)
  const ask = browserAsker(app, cookieIn(signedIn))
  assert.equal((await ask('POST', '/api/v1/session/see-as', { member: member.id })).statusCode, 200)
  return ask
}

async function joinAll(product: Product, at: { east: string; west: string; team: string; north: string }): Promise<Viewer[]> {
  const specs: [name: string, role: string, department: string | null][] = [
    ['rep', 'rep', at.team],
    ['mate', 'rep', at.team],
    ['stranger', 'rep', at.west],
    ['manager', 'manager', at.east],
    ['finance', 'finance', null],
    ['reader', 'readonly', null],
    ['none', 'none', at.team],
    ['twice', 'manager', at.west],
    ['sharer', 'rep', at.north],
    ['partner', 'partner', null],
    ['marketer', 'marketing', null],
  ]
  const people: Viewer[] = []
  for (const [name, role, department] of specs) {
    people.push({ ...(await product.join({ name, roles: role === 'none' ? [] : [role], department })), role, department })
  }
  return people
}
