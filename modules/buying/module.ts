import { defineModule } from '#kernel'
import { grants } from './access.ts'
import { applySegments } from './actions/apply-segments.ts'
import { credit } from './actions/credit.ts'
import { checkSegment } from './consequences/check-segment.ts'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { accountBuying, dealMoney, leadMoney, lineSent, segment, segmented, sparedByRules } from './objects/index.ts'
import { reports } from './reports.ts'
import { segmentByNight } from './rounds/segment-by-night.ts'

export const buying = defineModule({
  name: 'buying',
  objects: [segment],
  extensions: [segmented, accountBuying, dealMoney, leadMoney, lineSent, sparedByRules],
  actions: [applySegments, credit],
  consequences: [checkSegment],
  rounds: [segmentByNight],
  reports,
  grants,
  faults: { 'buying.segment-by-segment': 422 },
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
