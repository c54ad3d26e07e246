import { defineAction, fail, system, type Work } from '#kernel'
import { type Id, link } from '#kernel/model'
import { nameOfLead } from '#modules/customers'
import { contact, lead } from '#objects/customers'
import { callEntry, callList } from '../objects/index.ts'

const result = { callEntry: link(callEntry, { required: true }) } as const
type Person = Readonly<{ subject: string; account: Id<'account'> | null } & ({ lead: Id<'lead'> } | { contact: Id<'contact'> })>

/** Puts a person on a list that the caller reads; one who stands there already stays as he is. Of two at once the second finds what the first has made. */
async function put(work: Work, id: Id<'callList'>, person: Person): Promise<Readonly<{ callEntry: Id<'callEntry'> }>> {
  const list = await work.one(callList, id)
  if (list.state !== 'open') fail('calls.closed')
  const kernel = work.as(system('people on call lists'))
  const { subject, account, ...by } = person
  await kernel.hold([`calls.entry ${list.id} ${Object.values(by)[0]}`])
  const [known] = await kernel.find(callEntry, { list: list.id, ...by }, { limit: 1 })
  if (known) return { callEntry: known.id }
  const [made] = await kernel.create(callEntry, [{ subject, account, list: list.id, ...by, owner: list.owner }])
  return { callEntry: made!.id }
}

export const addLead = defineAction('calls.call-lead', {
  on: lead,
  many: true,
  aside: true,
  asksItself: true,
  input: { lead: link(lead, { required: true }), callList: link(callList, { required: true }) },
  result,
  fails: ['calls.closed'],
  async run(work, { lead: id, callList: list }) {
    const row = await work.one(lead, id)
    return put(work, list, { subject: nameOfLead(row), account: row.account, lead: row.id })
  },
})

export const addContact = defineAction('calls.call-contact', {
  on: contact,
  many: true,
  aside: true,
  asksItself: true,
  input: { contact: link(contact, { required: true }), callList: link(callList, { required: true }) },
  result,
  fails: ['calls.closed'],
  async run(work, { contact: id, callList: list }) {
    const row = await work.one(contact, id)
    return put(work, list, { subject: row.name, account: row.account, contact: row.id })
  },
})
