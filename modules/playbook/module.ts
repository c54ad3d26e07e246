import { defineModule } from '#kernel'
import { grants } from './access.ts'
import { dismissSteps } from './actions/dismiss-steps.ts'
import { confirm, publish, remind, withdraw } from './actions/policies.ts'
import { helped, recommend, tellStory } from './actions/tips.ts'
import { tellAnswered } from './consequences/tell-answered.ts'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { notices } from './notices.ts'
import { introduction, policy, policyAddressee, policyFile, policyReading, tip, tipPin, tipReply, tipVote } from './objects/index.ts'
import { reports } from './reports.ts'
import { rounds } from './rounds.ts'
import { rules } from './rules/rules.ts'

export const playbook = defineModule({
  name: 'playbook',
  objects: [policy, policyAddressee, policyFile, policyReading, tip, tipPin, tipReply, tipVote, introduction],
  rules,
  actions: [publish, withdraw, confirm, remind, helped, recommend, tellStory, dismissSteps],
  consequences: [tellAnswered],
  notices,
  rounds,
  reports,
  grants,
  faults: {
    'playbook.days-mixed': 422,
    'playbook.by-action': 422,
    'playbook.one-of-both': 422,
    'playbook.pinned-where': 422,
    'playbook.no-such-step': 409,
    'playbook.nobody': 422,
    'playbook.not-for-you': 422,
    'playbook.own-tip': 422,
    'playbook.not-closed': 422,
  },
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
