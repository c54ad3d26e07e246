import { defineNotice } from '../notices/define-notice.ts'
import { approvalCase, approvalTask } from './objects.ts'

const onTask = { on: approvalTask, shows: ['stepName'] } as const

/** Somebody is asked to decide. */
export const asked = defineNotice('kernel.approval-asked', { ...onTask, asks: true })
/** It lies with the submitter again. */
export const returned = defineNotice('kernel.approval-returned', { ...onTask, asks: true })
export const copied = defineNotice('kernel.approval-copied', onTask)
export const ended = defineNotice('kernel.approval-ended', { on: approvalCase, shows: ['state'] })
/** Something is asked or answered: on the case for its submitter, on the task for whoever decides. */
export const question = defineNotice('kernel.approval-question', { asks: true })

export const approvalNotices = [asked, returned, copied, ended, question] as const
