import type { ModuleDef } from '#kernel'
import { role } from '#kernel/model'

const texts = {
  'zh-CN': { name: '仓库管理员', about: '发货、收退货、管理库存；看不到价格。' },
  'zh-TW': { name: '倉庫管理員', about: '出貨、收退貨、管理庫存；看不到價格。' },
  en: { name: 'Warehouse', about: 'Delivers, takes back and keeps the stock; sees no prices.' },
} as const

/** The role of whoever keeps the stock. It says nothing itself, so that what the code grants holds. */
export const seed: NonNullable<ModuleDef['seed']> = async (work, { locale }) => {
  const labels = { labelZhCn: texts['zh-CN'].name, labelZhTw: texts['zh-TW'].name, labelEn: texts.en.name }
  await work.add(role, [{ key: 'warehouse', ...texts[locale], ...labels, grants: {} }])
}
