import type { ModuleDef } from '#kernel'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { pipeline, pipelineStage, stages } from './objects/index.ts'
import { stageAdvice } from './stage-advice.ts'

const pipelineNames = { 'zh-CN': '标准销售流程', 'zh-TW': '標準銷售流程', en: 'Standard sales' } as const

/** One pipeline with the nine stages, so that a fresh workspace can sell at once. Everything in it may be changed later. */
export const seed: NonNullable<ModuleDef['seed']> = async (work, { locale }) => {
  const [made] = await work.create(pipeline, [{ name: pipelineNames[locale], isDefault: true }])
  await work.add(
    pipelineStage,
    stages.map((stage, i) => {
      const text = `opportunity.stage.${stage.key}` as const
      const labels = { 'zh-CN': zhCN[text], 'zh-TW': zhTW[text], en: en[text] }
      return {
        pipeline: made!.id,
        key: stage.key,
        name: labels[locale],
        labelZhCn: labels['zh-CN'],
        labelZhTw: labels['zh-TW'],
        labelEn: labels.en,
        position: (i + 1) * 10,
        probability: stage.probability,
        kind: stage.kind,
        needs: 'needs' in stage ? stage.needs : [],
        asksDecider: 'asksDecider' in stage,
        advice: stage.kind === 'open' ? stageAdvice[stage.key][locale] : null,
      }
    }),
  )
}
