import { defineModule } from '#kernel'
import { grants } from './access.ts'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { product, productCategory } from './objects/index.ts'
import { rules } from './rules/rules.ts'

export const catalog = defineModule({
  name: 'catalog',
  objects: [productCategory, product],
  rules,
  grants,
  faults: { 'catalog.own-parent': 422 },
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
