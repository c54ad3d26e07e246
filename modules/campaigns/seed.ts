import type { ModuleDef } from '#kernel'
import { role } from '#kernel/model'

const texts = {
  'zh-CN': { name: '市场专员', about: '制作网页表单、策划市场活动、查看全部线索；看不到客户、商机和收款。' },
  'zh-TW': { name: '行銷專員', about: '製作網頁表單、規劃行銷活動、檢視全部潛在客戶；看不到客戶、商機和收款。' },
  en: {
    name: 'Marketing',
    about: 'Makes web forms, plans campaigns and reads all leads; sees no customers, no deals and no money of theirs.',
  },
} as const

/** The role of whoever brings leads in. It says nothing itself, so that what the code grants holds. */
export const seed: NonNullable<ModuleDef['seed']> = async (work, { locale }) => {
  const labels = { labelZhCn: texts['zh-CN'].name, labelZhTw: texts['zh-TW'].name, labelEn: texts.en.name }
  await work.add(role, [{ key: 'marketing', ...texts[locale], ...labels, grants: {} }])
}
