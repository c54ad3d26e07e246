import { system, type Work } from '#kernel'
import { addDays, type NewRow, type RowOf } from '#kernel/model'
import { lead, leadTouch } from '#objects/customers'
import { arrived, joined } from './notices.ts'
import type { webForm } from './objects/index.ts'

export type WebForm = RowOf<typeof webForm>
type Kept = 'said' | 'page' | 'referrer' | 'sender' | 'print' | `utm${'Source' | 'Medium' | 'Campaign' | 'Term' | 'Content'}`
type Touch = { readonly [K in Kept]?: NewRow<typeof leadTouch>[K] | undefined } & Readonly<{ visitor?: string | null }>
/** What somebody left: values of the lead as its field types read them, and what is kept of this one time. */
export type Arrival = Readonly<{ form: WebForm; values: Readonly<Record<string, unknown>>; touch: Touch }>
export type Outcome = Readonly<{ lead: string; joined: boolean }>

const reach = ['mobile', 'phone', 'email'] as const

/** What one person is known again by: each number and address, whichever field it stands in. */
export const reachOf = (values: Arrival['values']): readonly string[] => [
  ...new Set(reach.flatMap((name) => (typeof values[name] === 'string' ? [values[name].toLowerCase()] : []))),
]

/**
 * Makes a lead of what somebody left, or joins it to the open one that the same number or address has. Of two at once the second joins
 * what the first has made.
 */
export async function arrive(work: Work, { form, values, touch }: Arrival): Promise<Outcome> {
  const kernel = work.as(system(`web form: ${form.name}`))
  await kernel.hold(reachOf(values).map((name) => `forms.reach ${name}`))
  const open = await openLeadOf(kernel, form, values)
  const found = open ?? (await makeLead(kernel, form, values))
  await kernel.add(leadTouch, [
    {
      ...(touch as NewRow<typeof leadTouch>),
      subject: form.name,
      lead: found.id,
      at: work.now.toISOString(),
      isFirst: !open,
      source: form.source,
      // The form is a field of this module's, which the touch's own type does not know.
      ...({ form: form.id } as object),
    },
  ])
  // Whoever gets it by a rule hears that from the rule.
  const person = open ? open.owner : form.target === 'person' ? form.person : null
  if (person) kernel.tell(open ? joined : arrived, [{ person, record: found.id, values: { form: form.name } }])
  return { lead: found.id, joined: !!open }
}

type Lead = RowOf<typeof lead>

async function openLeadOf(kernel: Work, form: WebForm, values: Arrival['values']): Promise<Lead | undefined> {
  const known = reach.flatMap((name) => {
    const value = values[name]
    const names = name === 'email' ? [name] : ['mobile', 'phone']
    return typeof value === 'string' ? names.map((at) => ({ [at]: value })) : []
  })
  if (form.joinDays === 0 || known.length === 0) return undefined
  const since = { gte: addDays(kernel.today, -form.joinDays) }
  const filter = { and: [{ or: known }, { status: { in: ['new', 'working'] } }, { or: [{ createdAt: since }, { lastTouchAt: since }] }] }
  return (await kernel.find(lead, filter, { limit: 1, sort: ['-createdAt'] }))[0]
}

async function makeLead(kernel: Work, form: WebForm, values: Arrival['values']): Promise<Lead> {
  const goes = { owner: form.target === 'person' ? form.person : null, pool: form.target === 'pool' ? form.pool : null }
  // The pool is a field of another module's, which the lead's own type does not know.
  const [made] = await kernel.create(lead, [{ ...values, source: form.source, ...goes } as unknown as NewRow<typeof lead>])
  return made!
}
