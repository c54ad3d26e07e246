import { defineAction, system } from '#kernel'
import { type Id, link, text } from '#kernel/model'
import { territory, territoryMember, territoryModel } from '../objects/index.ts'

const most = 10_000

/** A plan that begins as a copy of a model, with its territories and their people. */
export const copyModel = defineAction('territories.copy', {
  on: territoryModel,
  aside: true,
  input: { territoryModel: link(territoryModel, { required: true }), name: text({ required: true, max: 100 }) },
  result: { copy: link(territoryModel, { required: true }) },
  async run(work, { territoryModel: id, name }) {
    const from = await work.one(territoryModel, id)
    const kernel = work.as(system('copied'))
    const { kind, keepsHand, owners } = from
    const [model] = await kernel.create(territoryModel, [{ name, kind, keepsHand, owners, copiedFrom: from.id }])
    const rows = await kernel.find(territory, { model: from.id }, { limit: most, sort: ['createdAt', 'id'] })
    const made = await kernel.create(
      territory,
      rows.map((row) => ({
        name: row.name,
        priority: row.priority,
        filter: row.filter,
        isActive: row.isActive,
        remark: row.remark,
        owner: row.owner,
        model: model!.id,
        copiedFrom: row.id,
      })),
    )
    const copyOf = new Map<string, Id<'territory'>>(rows.map((row, i) => [String(row.id), made[i]!.id]))
    await kernel.changeMany(
      territory,
      rows.flatMap((row, i) => (row.parent && copyOf.has(row.parent) ? { id: made[i]!.id, parent: copyOf.get(row.parent)! } : [])),
    )
    const people = await kernel.find(territoryMember, { territory: { in: [...copyOf.keys()] } }, { limit: most, sort: ['createdAt', 'id'] })
    await kernel.add(
      territoryMember,
      people.map(({ territory: at, person, role, mayWrite, fromOn, untilOn }) => ({
        territory: copyOf.get(at)!,
        person,
        role,
        mayWrite,
        fromOn,
        untilOn,
      })),
    )
    return { copy: model!.id }
  },
})
