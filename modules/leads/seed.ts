import type { ModuleDef } from '#kernel'
import { answerRule, heatRule, joinRule } from './objects/index.ts'

const names = { 'zh-CN': '两小时内首次响应', 'zh-TW': '兩小時內首次回應', en: 'First answer within two hours' } as const

const joins = { 'zh-CN': '三十天内同号并入', 'zh-TW': '三十天內同號併入', en: 'The same number within thirty days' } as const

const heats = { 'zh-CN': '热度', 'zh-TW': '熱度', en: 'Heat' } as const

/** Two working hours to the first answer: the owner is reminded after an hour and a half, his manager hears of it after two. Who comes again within thirty days joins the open lead. */
export const seed: NonNullable<ModuleDef['seed']> = async (work, { locale }) => {
  await work.add(answerRule, [
    {
      name: names[locale],
      minutes: 120,
      steps: [
        { afterMinutes: 90, act: 'remind' },
        { afterMinutes: 120, act: 'tellManager' },
      ],
    },
  ])
  await work.add(heatRule, [{ name: heats[locale] }])
  await work.add(joinRule, [{ name: joins[locale], days: 30 }])
}
