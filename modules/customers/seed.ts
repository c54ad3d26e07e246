import { approvalFlow, type ModuleDef } from '#kernel'

const texts = {
  'zh-CN': { title: '解除黑名单', step: '上级审批' },
  'zh-TW': { title: '解除黑名單', step: '主管簽核' },
  en: { title: 'Taking a customer off the blacklist', step: 'Superior' },
} as const

/** Taking a customer off the blacklist is approved by the superior of whoever asks, by an administrator where he has none. */
export const seed: NonNullable<ModuleDef['seed']> = async (work, { locale }) => {
  const { title, step } = texts[locale]
  const steps = [
    { key: 'superior', name: step, approvers: { kind: 'superior', level: 1 }, mode: 'any', empty: 'administrator', self: 'allow' },
  ]
  await work.add(approvalFlow, [{ title, object: 'account', occasion: 'action', action: 'customers.lift', steps, active: true }])
}
