import type { ModuleDef } from '#kernel'
import { answerRule } from './objects/index.ts'

const names = { 'zh-CN': '两小时内首次响应', 'zh-TW': '兩小時內首次回應', en: 'First answer within two hours' } as const

/** Two working hours to the first answer: the owner is reminded after an hour and a half, his manager hears of it after two. */
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
}
