import { defineModule } from '#kernel'
import { grants } from './access.ts'
import { blacklist, lift } from './actions/blacklist.ts'
import { endBlacklist } from './actions/end-blacklist.ts'
import { applyGrades, gradeByNight } from './actions/grades.ts'
import { known } from './actions/known.ts'
import { lookUp } from './actions/look-up.ts'
import { succeed } from './actions/succeed.ts'
import { transfer, transferMany } from './actions/transfer.ts'
import { keepBirthdays, tellBirthdays } from './birthdays.ts'
import { carriedWithLead } from './carried-with-lead.ts'
import { checkGradeRule } from './consequences/check-grade-rule.ts'
import { firstTitle, ownTitle } from './consequences/default-title.ts'
import { hasSuccessor } from './guards/has-successor.ts'
import { staysListed } from './guards/stays-listed.ts'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { notices } from './notices.ts'
import {
  account,
  accountPlan,
  affiliation,
  billingTitle,
  birthdayRule,
  companyLookup,
  contact,
  contactWay,
  gradeRule,
  lead,
  leadTouch,
  planPerson,
} from './objects/index.ts'
import { openToParent, openToParentByNight } from './open-to-parent.ts'
import { reports } from './reports.ts'
import { rules } from './rules/rules.ts'
import { seed } from './seed.ts'

export const customers = defineModule({
  name: 'customers',
  objects: [
    account,
    contact,
    affiliation,
    contactWay,
    lead,
    leadTouch,
    billingTitle,
    gradeRule,
    accountPlan,
    planPerson,
    birthdayRule,
    companyLookup,
  ],
  rules,
  actions: [blacklist, lift, applyGrades, transfer, transferMany, succeed, lookUp, known],
  notices,
  consequences: [firstTitle, ownTitle, openToParent, checkGradeRule, carriedWithLead([leadTouch])],
  guards: [staysListed, hasSuccessor],
  rounds: [gradeByNight, endBlacklist, keepBirthdays, tellBirthdays, openToParentByNight],
  seed,
  reports,
  grants,
  faults: {
    'customers.lead-needs-name': 422,
    'customers.lead-needs-reach': 422,
    'customers.lead-begins-new': 422,
    'customers.begins-in-presales': 422,
    'customers.execution-by-contract': 422,
    'customers.aftersales-by-contract': 422,
    'customers.no-way-to-presales': 422,
    'customers.expires-after-service': 422,
    'customers.headcount-needs-company': 422,
    'customers.gender-needs-person': 422,
    'customers.own-parent': 422,
    'customers.person-only': 422,
    'customers.grade-needs-reason': 422,
    'customers.grade-needs-end': 422,
    'customers.end-in-past': 422,
    'customers.grade-by-grade': 422,
    'customers.blacklist-by-action': 422,
    'customers.not-blacklisted': 409,
    'customers.lift-instead': 409,
    'customers.title-frozen': 422,
    'customers.ends-before-begin': 422,
    'customers.nobody-receives': 422,
    'customers.goes-not-along': 422,
    'customers.which-customers': 422,
    'customers.needs-successor': 409,
    'customers.successor-elsewhere': 422,
    'customers.title-of-other': 422,
    'customers.reports-to-self': 422,
    'customers.birthday-in-future': 422,
    'customers.lunar-day-half': 422,
    'customers.lookup-off': 409,
    'customers.lookup-late': 504,
    'customers.lookup-unreachable': 502,
    'customers.lookup-refused': 502,
    'customers.lookup-unreadable': 502,
    'customers.lead-needs-conversion': 422,
    'customers.lead-stays-converted': 422,
    'customers.lead-is-read-only': 422,
    'customers.disqualify-needs-reason': 422,
    'customers.disqualify-needs-note': 422,
  },
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
