import { type RowOf, system, type Work } from '#kernel'
import { department, member } from '#kernel/model'
import { salesTarget } from './objects/index.ts'

type Target = Readonly<RowOf<typeof salesTarget>>

/** Finds what stands beside a target: a person's department then, the head of a department as its owner, and its name. */
export async function place(work: Work, rows: readonly Target[]): Promise<number> {
  const open = rows.filter(({ isPlaced }) => !isPlaced)
  if (open.length === 0) return 0
  const kernel = work.as(system('targets'))
  const ids = open.flatMap((row) => row.person ?? [])
  const people = new Map(
    (ids.length === 0 ? [] : await kernel.find(member, { id: { in: [...new Set(ids)] } }, { limit: 10_000 })).map((one) => [
      String(one.id),
      one,
    ]),
  )
  const departments = new Map((await kernel.find(department, {}, { limit: 10_000 })).map((one) => [String(one.id), one]))
  await kernel.changeMany(
    salesTarget,
    open.map((row) => {
      const its = people.get(String(row.person))
      const at = row.whom === 'person' ? (row.department ?? row.ownerDepartment) : row.department
      const unit = departments.get(String(at))
      const title = row.whom === 'person' ? its?.name : row.whom === 'department' ? unit?.name : work.workspace.name
      const head = row.whom === 'department' ? (unit?.head ?? row.owner) : row.owner
      return { id: row.id, department: at, owner: head, name: `${title ?? ''} ${row.month.slice(0, 7)}`.trim(), isPlaced: true }
    }),
  )
  return open.length
}
