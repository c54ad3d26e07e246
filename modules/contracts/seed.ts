import { approvalFlow, type ModuleDef } from '#kernel'

const texts = {
  'zh-CN': { title: '合同变更审批', step: '上级审批' },
  'zh-TW': { title: '合約變更簽核', step: '主管簽核' },
  en: { title: 'Change orders of contracts', step: 'Superior' },
} as const

/** A change order comes into force with the yes of the superior of whoever asks, of an administrator where he has none. */
export const seed: NonNullable<ModuleDef['seed']> = async (work, { locale }) => {
  const { title, step } = texts[locale]
  const steps = [
    { key: 'superior', name: step, approvers: { kind: 'superior', level: 1 }, mode: 'any', empty: 'administrator', self: 'allow' },
  ]
  const occasion = { object: 'contractChange', occasion: 'action', action: 'contracts.put-in-force' } as const
  await work.add(approvalFlow, [{ title, ...occasion, steps, active: true }])
}
