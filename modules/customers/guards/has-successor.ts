import { defineRemovalGuard } from '#kernel'
import { contact } from '../objects/index.ts'
import { objectOf, rolesOf } from '../open-roles-of.ts'

/** Whoever has a part in something open is not removed before it is said who takes over: `succeed` asks for that. Those who go together do not hold each other. */
export const hasSuccessor = defineRemovalGuard(contact, async (work, ids) => {
  const counts = new Map<string, number>()
  for (const role of rolesOf(work)) {
    const others = role.object === 'contact' ? [{ not: { id: { in: [...ids] } } }] : []
    const filter = { and: [{ [role.by]: { in: [...ids] } }, role.filter, ...others] }
    for (const [id, count] of await work.countBy(objectOf(role), role.by as 'account', filter))
      if (id !== null) counts.set(id, (counts.get(id) ?? 0) + count)
  }
  return [...counts].map(([id, count]) => ({ id, code: 'customers.needs-successor', details: { count, way: 'succeed' } }))
})
