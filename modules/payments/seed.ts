import { approvalFlow, type ModuleDef } from '#kernel'

const texts = {
  'zh-CN': { title: '退款审批', step: '上级审批' },
  'zh-TW': { title: '退款簽核', step: '主管簽核' },
  en: { title: 'Refunds', step: 'Superior' },
} as const

/**
 * Money goes back with the yes of the superior of whoever confirms the refund, of an administrator where he has none. Asked when it is confirmed, so that refunds drafted by returns and
 * terminations wait for it as those made by hand do.
 */
export const seed: NonNullable<ModuleDef['seed']> = async (work, { locale }) => {
  const { title, step } = texts[locale]
  const steps = [
    { key: 'superior', name: step, approvers: { kind: 'superior', level: 1 }, mode: 'any', empty: 'administrator', self: 'allow' },
  ]
  const occasion = { object: 'receipt', occasion: 'action', action: 'payments.confirm', condition: 'kind == "refund"' } as const
  await work.add(approvalFlow, [{ title, ...occasion, steps, active: true }])
}
