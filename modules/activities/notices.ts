import { defineNotice } from '#kernel'
import { task } from './objects/index.ts'

const shown = ['dueOn', 'account', 'lead'] as const

/** Somebody gave me a task. */
export const taskAssigned = defineNotice('activities.task-assigned', { on: task, asks: true, shows: shown })
/** A task that I asked for is done. */
export const taskDone = defineNotice('activities.task-done', { on: task, shows: ['result', 'account', 'lead'] })
/** The moment has come of which I wanted to be reminded, or the day on which a task is due. */
export const taskDue = defineNotice('activities.task-due', { on: task, asks: true, channels: ['bell'], shows: shown })
/** The day of a task is over, and it is still open. */
export const taskOverdue = defineNotice('activities.task-overdue', { on: task, shows: shown })

export const notices = [taskAssigned, taskDone, taskDue, taskOverdue]
