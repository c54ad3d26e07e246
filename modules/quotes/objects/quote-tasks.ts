import { extendObject, link, yesNo } from '#kernel/model'
import { task } from '#objects/activities'
import { quote } from './quote.ts'

/** What is to be done about a quote; `forCost`: its costs are asked for, which is done when they are there. */
export const quoteTasks = extendObject(task, {
  fields: {
    quote: link(quote, { reverse: 'tasks', onRemove: 'clear' }),
    forCost: yesNo({ readOnly: true, default: false }),
  },
  sections: [{ section: 'quote', rows: [['quote', 'forCost']] }],
})
