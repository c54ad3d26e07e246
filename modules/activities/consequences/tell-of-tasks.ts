import { defineConsequence, telling } from '#kernel'
import { taskAssigned, taskDone } from '../notices.ts'
import { task } from '../objects/index.ts'

/** Whoever is given a task hears of it; whoever asked for one hears that it is done. */
export const tellOfTasks = defineConsequence(task, {
  reads: ['owner', 'state'],
  onImport: telling,
  async run(work, written) {
    const given = written.filter(({ row, before }) => row.owner && row.state === 'open' && row.owner !== before?.owner)
    const done = written.filter(({ row, before }) => row.createdBy && row.state === 'done' && before && before.state !== 'done')
    work.tell(
      taskAssigned,
      given.map(({ row }) => ({ person: row.owner!, record: row.id })),
    )
    work.tell(
      taskDone,
      done.map(({ row }) => ({ person: row.createdBy!, record: row.id })),
    )
  },
})
