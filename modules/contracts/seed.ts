import type { ModuleDef } from '#kernel'
import { expiryRule } from './objects/index.ts'

const names = { 'zh-CN': '合同结束九十天后过期', 'zh-TW': '合約結束九十天後過期', en: 'Ninety days after the last contract' } as const

/** Customers are to be won back ninety days after their last contract. */
export const seed: NonNullable<ModuleDef['seed']> = async (work, { locale }) => {
  await work.add(expiryRule, [{ name: names[locale] }])
}
