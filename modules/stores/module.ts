import { defineModule } from '#kernel'
import { grants } from './access.ts'
import { beginCheck } from './actions/begin-check.ts'
import { orderRefill } from './actions/order-refill.ts'
import { sellOutIsNamed } from './consequences/sell-out-is-named.ts'
import { whatWasAgreed } from './consequences/what-was-agreed.ts'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { sellOut, store, storeCheck, storeCheckLine, storeCheckPhoto, storeItem, storeOrder } from './objects/index.ts'
import { reports } from './reports.ts'
import { rules } from './rules/rules.ts'

export const stores = defineModule({
  name: 'stores',
  objects: [store, storeItem, storeCheck, storeCheckLine, storeCheckPhoto, sellOut],
  extensions: [storeOrder],
  rules,
  actions: [beginCheck, orderRefill],
  consequences: [whatWasAgreed, sellOutIsNamed],
  reports,
  grants,
  faults: {
    'stores.not-yet': 422,
    'stores.closed': 409,
    'stores.nothing-missing': 409,
    'stores.refill-waits': 409,
  },
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
