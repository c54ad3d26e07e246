import { type Change, defineConsequence, type RowOf, system } from '#kernel'
import { task } from '#objects/activities'
import { tender } from '../objects/index.ts'
import { daysOf, type TenderStep, words } from '../steps.ts'

const most = 10_000

type Made = RowOf<typeof task> & Readonly<{ tender?: string | null; tenderStep?: string | null }>

/** Each day of a tender that somebody must keep is a task of its owner; it moves with the day and ends with it. */
export const keepTasks = defineConsequence(tender, {
  reads: ['name', 'questionsBy', 'handInBy', 'openingOn', 'state', 'depositPaidOn', 'depositDueOn', 'depositBackOn', 'owner'],
  async run(work, written) {
    const kernel = work.as(system('days of a tender'))
    const ids = written.map(({ row }) => row.id)
    const isNew = written.every(({ before }) => !before)
    const open = isNew ? [] : ((await kernel.find(task, { tender: { in: ids }, state: 'open' } as never, { limit: most })) as Made[])
    const wanted = written.flatMap(({ row }) => daysOf(row).map((one) => ({ ...one, row })))
    const key = (id: unknown, step: unknown) => `${id} ${step}`
    const wants = new Map(wanted.map((one) => [key(one.row.id, one.step), one]))
    const changes = open.flatMap((one): (Change<typeof task> & { id: string })[] => {
      if (!one.tenderStep) return []
      const to = wants.get(key(one.tender, one.tenderStep))
      wants.delete(key(one.tender, one.tenderStep))
      if (!to) return [{ id: one.id, state: 'cancelled' }]
      return to.on === one.dueOn && to.row.owner === one.owner ? [] : [{ id: one.id, dueOn: to.on, owner: to.row.owner }]
    })
    if (changes.length > 0) await kernel.changeMany(task, changes)
    const made = [...wants.values()].map(({ row, step, on }) => ({
      subject: `${words[step as TenderStep][work.workspace.locale]}${row.name}`.slice(0, 200),
      dueOn: on,
      account: row.account,
      owner: row.owner,
      tender: row.id,
      tenderStep: step,
    }))
    if (made.length > 0) await kernel.create(task, made as never)
  },
})
