import { defineModule } from '#kernel'
import { grants } from './access.ts'
import { assign } from './actions/assign.ts'
import { giveOut } from './actions/give-out.ts'
import { replayScores } from './actions/replay-scores.ts'
import { disqualify, takeUp } from './actions/states.ts'
import { answerTouch, noteTouch } from './actions/touches.ts'
import { checkAssignRule } from './consequences/check-assign-rule.ts'
import { contactCounts, endsWaiting } from './consequences/contacts.ts'
import { factorCounts, heatCounts, leadArrives, scoreFollows } from './consequences/follow-leads.ts'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { notices } from './notices.ts'
import { answerRule, answerStep, assignRule, assignSeat, heatRule, joinRule, leadWork, personSkills, scoreFactor } from './objects/index.ts'
import { reports } from './reports.ts'
import { rounds } from './rounds.ts'
import { rules } from './rules/rules.ts'
import { seed } from './seed.ts'

export const leads = defineModule({
  name: 'leads',
  objects: [answerRule, answerStep, assignRule, assignSeat, scoreFactor, joinRule, heatRule],
  extensions: [leadWork, personSkills],
  rules,
  actions: [disqualify, takeUp, assign, giveOut, answerTouch, noteTouch, replayScores],
  consequences: [scoreFollows, leadArrives, contactCounts, endsWaiting, factorCounts, heatCounts, checkAssignRule],
  notices,
  rounds,
  grants,
  faults: {
    'leads.answer-first': 422,
    'leads.hot-above-warm': 422,
    'leads.skill-needs-field': 422,
    'leads.no-such-step': 422,
    'leads.period-backwards': 422,
    'leads.not-open': 409,
    'leads.touch-answered': 409,
    'leads.not-set-aside': 409,
    'leads.no-rule': 422,
    'leads.nobody-free': 409,
    'leads.not-a-pool-of-leads': 422,
  },
  reports,
  seed,
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
