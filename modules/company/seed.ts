import type { ModuleDef } from '#kernel'
import { workCalendar } from './objects/index.ts'

const names = { 'zh-CN': '标准工作日历', 'zh-TW': '標準工作行事曆', en: 'Standard working days' } as const

/** Monday to Friday, nine to six; holidays are entered by whoever keeps the calendar. */
export const seed: NonNullable<ModuleDef['seed']> = async (work, { locale }) => {
  await work.add(workCalendar, [{ name: names[locale], isDefault: true }])
}
