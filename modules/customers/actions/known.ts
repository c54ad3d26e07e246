import { defineAction, fail, system, type Work } from '#kernel'
import { json, text } from '#kernel/model'
import { domainOf } from '../mail-domain.ts'
import { account, billingTitle, contact, lead } from '../objects/index.ts'

const most = 50
const why = system('whether somebody is known')

type Named = Readonly<{ id: string; title: string }>
type Row = Readonly<Record<string, unknown>> & Readonly<{ id: string }>
/** As the look for duplicates answers it: of what is out of reach that it is there, by what, whether it belongs to somebody and, by setting, to whom. */
type Found = Readonly<{
  rows: readonly Readonly<{ id: string; title: string | null; owner: Named | null; by: readonly string[]; sure: boolean; score: number }>[]
  hidden: Readonly<{ count: number; by: readonly string[]; free?: number; owners?: readonly Named[] }>
}>

/**
 * Customers known by what others hold of them: a tax number by the titles that invoices go to, a domain by the mails of contacts; and leads by the domain of their
 * mail. For whoever makes customers, as the look for duplicates is; those it finds itself, by credit code or site, are left out. Nothing is written.
 */
export const known = defineAction('customers.known', {
  about: account,
  discloses: true,
  input: { taxNumber: text({ max: 40 }), domain: text({ max: 253 }) },
  result: { found: json({ required: true }), told: json({ required: true }) },
  async run(work, { taxNumber, domain }) {
    if (!work.mayWrite(account, 'name')) fail('kernel.forbidden', { verb: 'create', object: account.name })
    const kernel = work.as(why)
    const house = domainOf(domain ? `@${domain}` : null)
    const [titled, mailed, leads] = await Promise.all([
      taxNumber && work.mayRead(billingTitle, 'taxNumber') ? ofTitles(kernel, taxNumber) : [],
      house && work.mayRead(contact, 'email') ? ofContacts(kernel, house) : [],
      house && work.mayRead(lead, 'email') ? ofLeads(kernel, house) : [],
    ])
    const [direct] = await kernel.kinOf(account, [{ creditCode: taxNumber, website: domain }])
    const there = new Set(direct!.map(({ id }) => id))
    const isNew = (id: string) => !there.has(id)
    const found = {
      account: await shown(work, account.name, {
        ids: [...titled, ...mailed].filter(isNew),
        by: titled.length > 0 ? 'billingTitle' : 'contacts',
        sure: titled.length > 0,
      }),
      lead: await shown(work, lead.name, { ids: leads, by: 'email', sure: false }),
    }
    const owners = Object.values(found).flatMap(({ hidden }) => hidden.owners?.map(({ id }) => id) ?? [])
    return { found, told: { taxNumber, domain, hidden: found.account.hidden.count + found.lead.hidden.count, owners } }
  },
})

async function ofTitles(kernel: Work, taxNumber: string): Promise<string[]> {
  const [kin] = await kernel.kinOf(billingTitle, [{ taxNumber }])
  const titles = kin!.length === 0 ? [] : await kernel.find(billingTitle, { id: { in: kin!.map(({ id }) => id) } }, { limit: most })
  return titles.flatMap((one) => one.account ?? [])
}

/** Records whose mail is at a house; the index of words is asked first. */
async function atHouse(
  kernel: Work,
  object: string,
  { house, filter }: Readonly<{ house: string; filter: object }>,
): Promise<readonly Row[]> {
  const rows = await kernel.list({
    object,
    q: house,
    filter: { email: { contains: `@${house}` }, ...filter },
    fields: ['id', 'email', ...(object === contact.name ? ['account'] : [])],
    limit: most,
  })
  return (rows as readonly Row[]).filter(({ email }) => domainOf(String(email)) === house)
}

const ofContacts = async (kernel: Work, house: string): Promise<string[]> =>
  (await atHouse(kernel, contact.name, { house, filter: { account: { empty: false } } })).flatMap(
    (row) => (row.account as Named | null)?.id ?? [],
  )

const ofLeads = async (kernel: Work, house: string): Promise<string[]> =>
  (await atHouse(kernel, lead.name, { house, filter: { status: { in: ['new', 'working'] } } })).map(({ id }) => id)

type Looked = Readonly<{ ids: readonly string[]; by: string; sure: boolean }>

async function shown(work: Work, object: string, { ids: some, by, sure }: Looked): Promise<Found> {
  const ids = [...new Set(some)].slice(0, most)
  if (ids.length === 0) return { rows: [], hidden: { count: 0, by: [] } }
  const kernel = work.as(why)
  const asked = { object, filter: { id: { in: ids } }, fields: ['id', 'name', 'owner'], limit: most }
  const [mine, all, [setting]] = await Promise.all([
    work.list(asked) as Promise<readonly Row[]>,
    kernel.list(asked) as Promise<readonly Row[]>,
    kernel.list({ object: 'duplicateSetting', fields: ['discloseOwner'], limit: 1 }),
  ])
  const seen = new Set(mine.map(({ id }) => id))
  const theirs = all.filter(({ id }) => !seen.has(id)).map(({ owner }) => (owner ?? null) as Named | null)
  const free = theirs.filter((owner) => owner === null).length
  const owners = new Map(theirs.flatMap((owner) => (owner ? [[owner.id, { id: owner.id, title: owner.title }] as const] : [])))
  return {
    rows: mine.map((row) => ({
      id: row.id,
      title: (row.name as string | null | undefined) ?? null,
      owner: (row.owner as Named | null | undefined) ?? null,
      by: [by],
      sure,
      score: sure ? 95 : 60,
    })),
    hidden: {
      count: theirs.length,
      by: theirs.length > 0 ? [by] : [],
      ...(free > 0 ? { free } : {}),
      ...(setting?.discloseOwner === true && owners.size > 0 ? { owners: [...owners.values()] } : {}),
    },
  }
}
