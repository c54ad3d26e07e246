import { approvalFlow, type ModuleDef } from '#kernel'
import { birthdayRule } from './objects/index.ts'

const texts = {
  'zh-CN': { title: '解除黑名单', step: '上级审批', birthdays: '提前三天提醒' },
  'zh-TW': { title: '解除黑名單', step: '主管簽核', birthdays: '提前三天提醒' },
  en: { title: 'Taking a customer off the blacklist', step: 'Superior', birthdays: 'Three days before' },
} as const

/** Birthdays are told three days before. Taking a customer off the blacklist is approved by the superior of whoever asks, by an administrator where he has none. */
export const seed: NonNullable<ModuleDef['seed']> = async (work, { locale }) => {
  const { title, step, birthdays } = texts[locale]
  const steps = [
    { key: 'superior', name: step, approvers: { kind: 'superior', level: 1 }, mode: 'any', empty: 'administrator', self: 'allow' },
  ]
  await work.add(approvalFlow, [{ title, object: 'account', occasion: 'action', action: 'customers.lift', steps, active: true }])
  await work.add(birthdayRule, [{ name: birthdays }])
}
