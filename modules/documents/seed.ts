import { approvalFlow, type ModuleDef } from '#kernel'
import { documentTemplate, dunningStep } from './objects/index.ts'
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
/** Of the letters: after how many days, and who of us hears of it beside the owner. */
const dunning = [
  { step: 1, afterDays: 7 },
  { step: 2, afterDays: 21, tellsSuperior: true },
  { step: 3, afterDays: 45, tellsSuperior: true, tellsFinance: true },
] as const
const flows = {
  'zh-CN': { title: '用印申请', step: '上级审批' },
  'zh-TW': { title: '用印申請', step: '主管簽核' },
  en: { title: 'Use of a seal', step: 'Superior' },
} as const

/** Letters about late money, proposal, sales contract and supplementary agreement in three languages; a seal is approved by the superior of whoever asks, by an administrator where he has none. */
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
  await work.create(
    documentTemplate,
    Object.entries(seedTexts).flatMap(([language, texts]) =>
      texts.dunning.map(({ name, body }, i) => ({
        name: `${name} (${beside[language as keyof typeof beside]})`,
        about: 'account' as const,
        kind: 'dunning' as const,
        step: i + 1,
        language: language as keyof typeof beside,
        body,
      })),
    ),
  )
  await work.create(
    dunningStep,
    dunning.map((one, i) => ({ ...one, name: seedTexts[locale].dunning[i]!.name })),
  )
  const { title, step } = flows[locale]
  const steps = [
    { key: 'superior', name: step, approvers: { kind: 'superior', level: 1 }, mode: 'any', empty: 'administrator', self: 'allow' },
  ]
  await work.create(approvalFlow, [{ title, object: 'sealRequest', occasion: 'action', action: 'documents.ask-seal', steps, active: true }])
}
