import { defineModule } from '#kernel'
import { carriedWithLead } from '#modules/customers'
import { grants } from './access.ts'
import { commentToTask } from './actions/comment-to-task.ts'
import { complete } from './actions/complete.ts'
import { followActions } from './actions/follow.ts'
import { postpone } from './actions/postpone.ts'
import { markMany } from './consequences/mark-many.ts'
import { nextTasks } from './consequences/next-tasks.ts'
import { tellCommented } from './consequences/tell-commented.ts'
import { tellInComment, tellInFollowUp, tellInTask } from './consequences/tell-mentioned.ts'
import { tellOfTasks } from './consequences/tell-of-tasks.ts'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { notices } from './notices.ts'
import { comment, following, followUp, followUpFile, task, whatHappened } from './objects/index.ts'
import { reports } from './reports.ts'
import { rounds } from './rounds.ts'
import { rules } from './rules/rules.ts'
import { toldChanges } from './tell-followers.ts'

export const activities = defineModule({
  name: 'activities',
  objects: [followUp, followUpFile, task, comment, following],
  extensions: whatHappened,
  rules,
  actions: [complete, postpone, commentToTask, ...followActions],
  consequences: [
    carriedWithLead([followUp, task]),
    markMany,
    nextTasks,
    tellOfTasks,
    tellInFollowUp,
    tellInTask,
    tellInComment,
    tellCommented,
    ...toldChanges,
  ],
  notices,
  rounds,
  reports,
  grants,
  faults: {
    'activities.not-yet-happened': 422,
    'activities.promise-says-what': 422,
    'activities.task-not-open': 409,
    'activities.comment-about-what': 422,
    'activities.comment-is-task': 409,
    'activities.comment-needs-follow-up': 422,
  },
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
