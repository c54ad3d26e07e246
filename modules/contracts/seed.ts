import { approvalFlow, type ModuleDef } from '#kernel'
import { expiryRule } from './objects/index.ts'

const texts = {
  'zh-CN': { title: '合同变更审批', step: '上级审批', expiry: '合同结束九十天后过期' },
  'zh-TW': { title: '合約變更簽核', step: '主管簽核', expiry: '合約結束九十天後過期' },
  en: { title: 'Change orders of contracts', step: 'Superior', expiry: 'Ninety days after the last contract' },
} as const

/**
 * A change order comes into force with the yes of the superior of whoever asks, of an administrator where he has none. Customers are to be won back ninety days after their last
 * contract.
 */
export const seed: NonNullable<ModuleDef['seed']> = async (work, { locale }) => {
  const { title, step, expiry } = texts[locale]
  const steps = [
    { key: 'superior', name: step, approvers: { kind: 'superior', level: 1 }, mode: 'any', empty: 'administrator', self: 'allow' },
  ]
  const occasion = { object: 'contractChange', occasion: 'action', action: 'contracts.put-in-force' } as const
  await work.add(approvalFlow, [{ title, ...occasion, steps, active: true }])
  await work.add(expiryRule, [{ name: expiry }])
}
