import { defineModule } from '#kernel'
import { grants } from './access.ts'
import { addContact, addLead, takeAnswer } from './actions/members.ts'
import { touchAnswers } from './consequences/answers.ts'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { campaign, campaignedLead, campaignForm, campaignMember, campaignStep } from './objects/index.ts'
import { reports } from './reports.ts'
import { rounds } from './rounds.ts'
import { rules } from './rules/rules.ts'

export const campaigns = defineModule({
  name: 'campaigns',
  objects: [campaign, campaignStep, campaignMember],
  extensions: [campaignedLead, campaignForm],
  rules,
  actions: [addLead, addContact, takeAnswer],
  consequences: [touchAnswers],
  rounds,
  grants,
  faults: { 'campaigns.ends-before-begin': 422, 'campaigns.over': 409 },
  reports,
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
