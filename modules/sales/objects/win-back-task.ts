import { extendObject, yesNo } from '#kernel/model'
import { task } from '#objects/activities'

/** The task that brings a lost deal back on the day that was named when it was lost. */
export const winBackTask = extendObject(task, { fields: { isWinBack: yesNo({ readOnly: true, default: false }) } })
