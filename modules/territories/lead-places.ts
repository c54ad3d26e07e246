import type { Work } from '#kernel'
import { lead } from '#objects/customers'
import { territoryMember } from './objects/index.ts'
import { activeCuts } from './place.ts'

type Filter = Readonly<Record<string, unknown>>

/** Whether a rule over customers asks only for what leads have, too. */
function isOfLeads(filter: unknown, fields: Readonly<Record<string, unknown>>): boolean {
  if (typeof filter !== 'object' || filter === null) return false
  return Object.entries(filter).every(([key, value]) => {
    if (key === 'and' || key === 'or') return Array.isArray(value) && value.every((one) => isOfLeads(one, fields))
    return key === 'not' ? isOfLeads(value, fields) : Object.hasOwn(fields, key)
  })
}

/** By lead, the people of the sales territory in force that its place, industry or source belongs to: of the first rule that means it, those of the nearest territory above that has any. */
export async function peopleOfLeads(kernel: Work, ids: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const cut = (await activeCuts(kernel)).find(({ model }) => model.kind === 'sales')
  const ruled = cut?.ruled.filter(({ filter }) => isOfLeads(filter, kernel.catalog.objects[lead.name]!.fields)) ?? []
  if (!cut || ruled.length === 0 || ids.length === 0) return new Map()
  const held = await kernel.whichHold(
    lead,
    ruled.map(({ filter }) => filter as Filter),
    ids,
  )
  const inForce = { territory: { in: cut.territories.map(({ id }) => id) }, inForce: true, 'person.active': true }
  const members = Map.groupBy(await kernel.find(territoryMember, inForce, { limit: 10_000, sort: ['createdAt', 'id'] }), ({ territory }) =>
    String(territory),
  )
  const parentOf = new Map(cut.territories.map(({ id, parent }) => [String(id), parent ? String(parent) : null]))
  const peopleOf = (id: string | null | undefined): readonly string[] =>
    id ? (members.get(id)?.map(({ person }) => String(person)) ?? peopleOf(parentOf.get(id))) : []
  return new Map(
    ids.flatMap((id): [string, readonly string[]][] => {
      const [first] = held.get(id) ?? []
      return first === undefined ? [] : [[id, peopleOf(String(ruled[first - 1]!.id))]]
    }),
  )
}
