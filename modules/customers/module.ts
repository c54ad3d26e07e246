import { defineModule } from '#kernel'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { account, contact, lead } from './objects/index.ts'

export const customers = defineModule({
  name: 'customers',
  objects: [account, contact, lead],
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
