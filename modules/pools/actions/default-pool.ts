import { defineAction, system, type Work } from '#kernel'
import { department, link, type RowOf } from '#kernel/model'
import { account, lead } from '#objects/customers'
import { pool } from '../objects/index.ts'
import { type PooledObject, pooledObjects, readPooled } from './pooled.ts'

const mostPools = 1_000

/** A department with those above it, the whole company last. */
async function upFrom(work: Work, of: string | null): Promise<readonly (string | null)[]> {
  const all = await work.as(system('departments above')).settings(department)
  const parents = new Map(all.map(({ id, parent }) => [String(id), parent]))
  const line: (string | null)[] = []
  for (let at = of; at && !line.includes(at); at = parents.get(at) ?? null) line.push(at)
  return [...line, null]
}

/** How many pools there are to choose from, and the one that takes a record where nobody names one. */
export type Choice = Readonly<{ found: number; pool: RowOf<typeof pool> | undefined }>

/** Of the open pools that the person reads: the default one of the owner's department, else of those above it, else of the company; else the only one. */
export async function defaultPool(work: Work, object: PooledObject, id: string): Promise<Choice> {
  const open = await work.find(pool, { kind: object.name, isOpen: true }, { limit: mostPools, sort: ['name'] })
  const defaults = new Map(open.filter(({ isDefault }) => isDefault).map((one) => [one.forDepartment as string | null, one]))
  const line = defaults.size > 0 ? await upFrom(work, (await readPooled(work, object, id)).ownerDepartment) : []
  const nearest = line.flatMap((one) => defaults.get(one) ?? [])[0]
  return { found: open.length, pool: nearest ?? (open.length === 1 ? open[0] : undefined) }
}

/** The pool that takes a customer or a lead where nobody names one, so that whoever gives it up sees it before; nothing where one has to be named. */
export const findDefaultPool = defineAction('pools.default-pool', {
  about: pool,
  input: { account: link(account), lead: link(lead) },
  result: { pool: link(pool) },
  async run(work, input) {
    const id = input.account ?? input.lead
    const found = id ? await defaultPool(work, input.account ? pooledObjects.account : pooledObjects.lead, id) : null
    return { pool: found?.pool?.id ?? null }
  },
})
