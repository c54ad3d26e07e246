import type { ModuleDef } from '#kernel'
import { type DayRuleKey, dayRule, usualDays, workCalendar } from './objects/index.ts'

const names = { 'zh-CN': '标准工作日历', 'zh-TW': '標準工作行事曆', en: 'Standard working days' } as const
const days: Readonly<Record<keyof typeof names, Readonly<Record<DayRuleKey, string>>>> = {
  'zh-CN': {
    quoteHolds: '报价有效期 {n} 天',
    quoteEnds: '报价到期前 {n} 天',
    contractEnds: '合同到期前 {n} 天',
    paymentDue: '应收日前 {n} 天',
    paymentLate: '逾期 {n} 天',
    depositBack: '押金退还前 {n} 天',
  },
  'zh-TW': {
    quoteHolds: '報價有效期 {n} 天',
    quoteEnds: '報價到期前 {n} 天',
    contractEnds: '合約到期前 {n} 天',
    paymentDue: '應收日前 {n} 天',
    paymentLate: '逾期 {n} 天',
    depositBack: '押金退還前 {n} 天',
  },
  en: {
    quoteHolds: 'Quotes hold {n} days',
    quoteEnds: '{n} days before a quote ends',
    contractEnds: '{n} days before a contract ends',
    paymentDue: '{n} days before money is due',
    paymentLate: '{n} days after money was due',
    depositBack: '{n} days before a deposit goes back',
  },
}

/** Monday to Friday, nine to six; holidays are entered by whoever keeps the calendar. Days that are set for reminders are the usual ones. */
export const seed: NonNullable<ModuleDef['seed']> = async (work, { locale }) => {
  await work.add(workCalendar, [{ name: names[locale], isDefault: true }])
  await work.add(
    dayRule,
    (Object.keys(usualDays) as DayRuleKey[]).flatMap((about) =>
      usualDays[about].map((step) => ({ name: days[locale][about].replace('{n}', String(step.days)), about, ...step })),
    ),
  )
}
