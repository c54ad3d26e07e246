import { defineModule } from '#kernel'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { opportunity, opportunityLine, pipeline, pipelineStage } from './objects/index.ts'

export const sales = defineModule({
  name: 'sales',
  objects: [pipeline, pipelineStage, opportunity, opportunityLine],
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
