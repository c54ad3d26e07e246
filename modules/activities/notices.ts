import { defineNotice } from '#kernel'
import { followUp, task } from './objects/index.ts'

const shown = ['dueOn', 'account', 'lead', 'opportunity'] as const
const about = ['account', 'lead', 'opportunity'] as const

/** Somebody gave me a task. */
export const taskAssigned = defineNotice('activities.task-assigned', { on: task, asks: true, shows: shown })
/** A task that I asked for is done. */
export const taskDone = defineNotice('activities.task-done', { on: task, shows: ['result', ...about] })
/** The moment has come of which I wanted to be reminded, or the day on which a task is due. */
export const taskDue = defineNotice('activities.task-due', { on: task, asks: true, channels: ['bell'], shows: shown })
/** The day of a task is over, and it is still open. */
export const taskOverdue = defineNotice('activities.task-overdue', { on: task, shows: shown })
/** Somebody named me in a text, to look at it. */
export const mentioned = defineNotice('activities.mentioned', { asks: true, shows: about })
/** Somebody said something to what I wrote or said something to. */
export const commented = defineNotice('activities.commented', { on: followUp, shows: about })

/** What I follow belongs to somebody else now. */
export const followedOwner = defineNotice('activities.followed-owner', { shows: ['owner'] })
/** What I follow stands elsewhere: a customer's stage, a lead's state, a deal's stage. */
export const followedChanged = defineNotice('activities.followed-changed', { shows: ['stage', 'status', 'amount'] })

export const notices = [taskAssigned, taskDone, taskDue, taskOverdue, mentioned, commented, followedOwner, followedChanged]
