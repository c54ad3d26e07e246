import { defineAction, fail, system } from '#kernel'
import { json, text } from '#kernel/model'
import { askLookup } from '../ask-lookup.ts'
import { account, companyLookup } from '../objects/index.ts'

/** Looks a company up by its name, for whoever makes customers. Nothing is written. */
export const lookUp = defineAction('customers.look-up', {
  about: account,
  input: { name: text({ required: true, max: 200 }) },
  result: { companies: json({ required: true }) },
  fails: [
    'customers.lookup-off',
    'customers.lookup-late',
    'customers.lookup-unreachable',
    'customers.lookup-refused',
    'customers.lookup-unreadable',
  ],
  async run(work, { name }) {
    if (!work.mayWrite(account, 'name')) fail('kernel.forbidden', { verb: 'update', object: account.name })
    const settings = await work.as(system('a company is looked up')).settings(companyLookup)
    const [one] = settings.filter(({ isActive }) => isActive).toSorted((a, b) => a.name.localeCompare(b.name))
    if (!one) fail('customers.lookup-off')
    const { veil } = work.catalog.objects.companyLookup!.fields.key!.type
    const key = one.key && veil ? String(veil.open(one.key, { vault: work.catalog.vault } as Parameters<typeof veil.open>[1])) : null
    return { companies: await askLookup({ address: one.address, key, patience: one.patience, name: name! }) }
  },
})
