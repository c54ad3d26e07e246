import { extendObject, link, text } from '#kernel/model'
import { task } from '#objects/activities'
import { tender } from './tender.ts'

/** Tasks that a tender asks for by a day; whoever reads the tender reads them. */
export const tenderTasks = extendObject(task, {
  fields: {
    tender: link(tender, { reverse: 'tasks', onRemove: 'follow' }),
    /** For which of its days it was made. */
    tenderStep: text({ max: 20, readOnly: true }),
  },
  follows: ['tender'],
  sections: [{ section: 'tender', rows: [['tender']] }],
})
