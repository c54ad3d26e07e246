import { defineModule } from '#kernel'
import { carriedWithLead } from '#modules/customers'
import { grants } from './access.ts'
import { addContact, addLead } from './actions/add.ts'
import { next, note, setAside } from './actions/call.ts'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { callEntry, callList } from './objects/index.ts'
import { reports } from './reports.ts'

export const calls = defineModule({
  name: 'calls',
  objects: [callList, callEntry],
  consequences: [carriedWithLead([callEntry])],
  actions: [addLead, addContact, next, note, setAside],
  grants,
  faults: { 'calls.closed': 409, 'calls.done': 409, 'calls.not-yours': 409 },
  reports,
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
