import { defineModule } from '#kernel'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { product, productCategory } from './objects/index.ts'

export const catalog = defineModule({
  name: 'catalog',
  objects: [productCategory, product],
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
