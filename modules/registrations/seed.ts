import type { ModuleDef } from '#kernel'
import { registrationRule } from './objects/index.ts'

const names = { 'zh-CN': '报备保护 90 天', 'zh-TW': '報備保護 90 天', en: 'Ninety days of protection' } as const

export const seed: NonNullable<ModuleDef['seed']> = async (work, { locale }) => {
  await work.add(registrationRule, [{ name: names[locale] }])
}
