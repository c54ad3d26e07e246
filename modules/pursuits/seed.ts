import { approvalFlow, type ModuleDef } from '#kernel'
import { closingRule, evaluationRule } from './objects/index.ts'

const texts = {
  'zh-CN': { title: '立项审批', step: '上级审批', big: '大额商机立项', dead: '长期无活动的商机' },
  'zh-TW': { title: '立項簽核', step: '主管簽核', big: '大額商機立項', dead: '長期無活動的商機' },
  en: { title: 'Evaluation of a deal', step: 'Superior', big: 'Big deals are evaluated', dead: 'Deals without activity' },
} as const

/** Evaluations are approved by the superior of whoever submits them. From which amount on they are needed, and which deals are closed by night, a company switches on. */
export const seed: NonNullable<ModuleDef['seed']> = async (work, { locale }) => {
  const { title, step, big, dead } = texts[locale]
  const steps = [
    { key: 'superior', name: step, approvers: { kind: 'superior', level: 1 }, mode: 'any', empty: 'administrator', self: 'allow' },
  ]
  await work.create(approvalFlow, [{ title, object: 'dealEvaluation', occasion: 'action', action: 'pursuits.submit', steps, active: true }])
  await work.create(evaluationRule, [{ name: big, fromAmount: 1_000_000, isActive: false }])
  await work.create(closingRule, [{ name: dead }])
}
