import type { ModuleDef } from '#kernel'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { expenseKind, kinds } from './objects/index.ts'

/** The kinds with which a workspace begins, without limits. */
export const seed: NonNullable<ModuleDef['seed']> = async (work, { locale }) => {
  await work.add(
    expenseKind,
    kinds.map(({ key }, i) => {
      const text = `expense.kind.${key}` as const
      const labels = { 'zh-CN': zhCN[text], 'zh-TW': zhTW[text], en: en[text] }
      return {
        key,
        name: labels[locale],
        labelZhCn: labels['zh-CN'],
        labelZhTw: labels['zh-TW'],
        labelEn: labels.en,
        position: (i + 1) * 10,
      }
    }),
  )
}
