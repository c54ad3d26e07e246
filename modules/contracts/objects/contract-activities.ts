import { extendObject, link } from '#kernel/model'
import { followUp, task } from '#objects/activities'
import { contract } from './contract.ts'

/** Follow-ups and tasks about a contract. */
export const contractActivities = [followUp, task].map((object) =>
  extendObject(object, {
    fields: { contract: link(contract, { reverse: object.plural, onRemove: 'clear' }) },
    sections: [{ section: 'contract', rows: [['contract']] }],
  }),
)
