import { defineModule } from '#kernel'
import { grants } from './access.ts'
import { sendAgain, tryLetter } from './actions/letters.ts'
import { addContact, addLead, takeAnswer } from './actions/members.ts'
import { touchAnswers } from './consequences/answers.ts'
import { leadBecame } from './consequences/lead-became.ts'
import { refusals } from './consequences/refusals.ts'
import { refuseDoor } from './door/refuse-door.ts'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import {
  campaign,
  campaignedAccount,
  campaignedLead,
  campaignForm,
  campaignLetter,
  campaignMember,
  campaignStep,
  mailRefusal,
  mailsToContact,
  mailsToLead,
} from './objects/index.ts'
import { letters } from './post.ts'
import { reports } from './reports.ts'
import { rounds } from './rounds.ts'
import { rules } from './rules/rules.ts'
import { seed } from './seed.ts'

export const campaigns = defineModule({
  name: 'campaigns',
  objects: [campaign, campaignStep, campaignMember, campaignLetter, mailRefusal],
  extensions: [campaignedLead, campaignedAccount, campaignForm, mailsToLead, mailsToContact],
  rules,
  actions: [addLead, addContact, takeAnswer, tryLetter, sendAgain],
  consequences: [touchAnswers, leadBecame, ...refusals],
  rounds,
  posts: [letters],
  guestDoors: [refuseDoor],
  grants,
  seed,
  faults: {
    'campaigns.ends-before-begin': 422,
    'campaigns.no-letter': 422,
    'campaigns.no-own-address': 409,
    'campaigns.not-to-send': 409,
    'campaigns.over': 409,
  },
  reports,
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
