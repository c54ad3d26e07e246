import { approvalFlow, type ModuleDef } from '#kernel'
import { documentTemplate } from './objects/index.ts'
import { en } from './seeds/en.ts'
import { zhCN } from './seeds/zh-cn.ts'
import { zhTW } from './seeds/zh-tw.ts'

export const seedTexts = { 'zh-CN': zhCN, 'zh-TW': zhTW, en } as const
const kinds = [
  { kind: 'proposal', about: 'quote' },
  { kind: 'contract', about: 'contract' },
  { kind: 'supplement', about: 'contract' },
] as const
const beside = { 'zh-CN': '简体', 'zh-TW': '繁體', en: 'English' } as const
const flows = {
  'zh-CN': { title: '用印申请', step: '上级审批' },
  'zh-TW': { title: '用印申請', step: '主管簽核' },
  en: { title: 'Use of a seal', step: 'Superior' },
} as const

/** Proposal, sales contract and supplementary agreement in three languages; a seal is approved by the superior of whoever asks, by an administrator where he has none. */
export const seed: NonNullable<ModuleDef['seed']> = async (work, { locale }) => {
  await work.create(
    documentTemplate,
    Object.entries(seedTexts).flatMap(([language, texts]) =>
      kinds.map(({ kind, about }) => ({
        name: `${texts[kind].name} (${beside[language as keyof typeof beside]})`,
        about,
        kind,
        language: language as keyof typeof beside,
        body: texts[kind].body,
      })),
    ),
  )
  const { title, step } = flows[locale]
  const steps = [
    { key: 'superior', name: step, approvers: { kind: 'superior', level: 1 }, mode: 'any', empty: 'administrator', self: 'allow' },
  ]
  await work.create(approvalFlow, [{ title, object: 'sealRequest', occasion: 'action', action: 'documents.ask-seal', steps, active: true }])
}
