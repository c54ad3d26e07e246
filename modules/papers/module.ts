import { defineModule } from '#kernel'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }

/** Draws papers as PDF files; what stands on them is for the modules that make them. */
export const papers = defineModule({ name: 'papers', texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en } })
