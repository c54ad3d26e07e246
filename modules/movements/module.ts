import { defineModule } from '#kernel'
import { grants } from './access.ts'
import { noteMoves } from './consequences/note-moves.ts'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { dealMove, dealStay } from './objects/index.ts'
import { reports } from './reports.ts'

export const movements = defineModule({
  name: 'movements',
  objects: [dealMove, dealStay],
  consequences: [noteMoves],
  reports,
  grants,
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
