import { defineModule } from '#kernel'
import { grants } from './access.ts'
import { reject, reviseEvaluation, submit } from './actions/evaluate.ts'
import { rehearseClosing } from './actions/rehearse.ts'
import { buyTrial, takeBack, writeOff } from './actions/trials.ts'
import { evaluationGate } from './consequences/evaluation-gate.ts'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { notices } from './notices.ts'
import {
  closingDeal,
  closingRule,
  closingRun,
  dealEvaluation,
  dealTrial,
  evaluatedDeal,
  evaluationMember,
  evaluationRule,
} from './objects/index.ts'
import { reports } from './reports.ts'
import { closeDead } from './rounds/close-dead.ts'
import { trialsDue } from './rounds/trials-due.ts'
import { rules } from './rules/rules.ts'
import { seed } from './seed.ts'

export const pursuits = defineModule({
  name: 'pursuits',
  objects: [dealEvaluation, evaluationMember, evaluationRule, dealTrial, closingRule, closingRun],
  extensions: [closingDeal, evaluatedDeal],
  rules,
  actions: [submit, reject, reviseEvaluation, takeBack, buyTrial, writeOff, rehearseClosing],
  consequences: [evaluationGate],
  notices,
  rounds: [closeDead, trialsDue],
  reports,
  seed,
  grants,
  faults: {
    'pursuits.weights': 422,
    'pursuits.by-action': 422,
    'pursuits.stands': 422,
    'pursuits.ends-before': 422,
    'pursuits.no-such-step': 409,
    'pursuits.missing': 422,
    'pursuits.needs-evaluation': 422,
  },
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
