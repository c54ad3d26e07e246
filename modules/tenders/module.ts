import { defineModule } from '#kernel'
import { grants } from './access.ts'
import { cancelTender, handIn, loseTender, reopenTender, winTender } from './actions/steps.ts'
import { keepTasks } from './consequences/keep-tasks.ts'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { notices } from './notices.ts'
import { tender, tenderBid, tenderFile, tenderTasks } from './objects/index.ts'
import { reports } from './reports.ts'
import { tenderDays } from './rounds.ts'
import { rules } from './rules/rules.ts'

export const tenders = defineModule({
  name: 'tenders',
  objects: [tender, tenderBid, tenderFile],
  extensions: [tenderTasks],
  rules,
  actions: [handIn, winTender, loseTender, cancelTender, reopenTender],
  consequences: [keepTasks],
  notices,
  rounds: [tenderDays],
  reports,
  grants,
  faults: {
    'tenders.days-mixed': 422,
    'tenders.not-paid': 422,
    'tenders.two-of-ours': 422,
    'tenders.two-winners': 422,
    'tenders.whose-bid': 422,
    'tenders.by-action': 422,
    'tenders.no-such-step': 409,
    'tenders.missing': 422,
    'tenders.too-late': 422,
  },
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
