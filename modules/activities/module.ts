import { defineModule } from '#kernel'
import { grants } from './access.ts'
import { complete } from './actions/complete.ts'
import { postpone } from './actions/postpone.ts'
import { leadBegins } from './consequences/lead-begins.ts'
import { nextTasks } from './consequences/next-tasks.ts'
import { tellOfTasks } from './consequences/tell-of-tasks.ts'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { notices } from './notices.ts'
import { followUp, task, whatHappened } from './objects/index.ts'
import { rules } from './rules/rules.ts'

export const activities = defineModule({
  name: 'activities',
  objects: [followUp, task],
  extensions: whatHappened,
  rules,
  actions: [complete, postpone],
  consequences: [nextTasks, leadBegins, tellOfTasks],
  notices,
  grants,
  faults: { 'activities.not-yet-happened': 422, 'activities.promise-says-what': 422, 'activities.task-not-open': 409 },
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
