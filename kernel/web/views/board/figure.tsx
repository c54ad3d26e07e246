import { useFormat } from '../../format/use-format.ts'

/** A figure in short: money as ¥486.0万, anything else as a number; nothing for nothing. */
export function Figure({ value, className }: Readonly<{ value: unknown; className?: string }>) {
  const format = useFormat()
  if (value === null || value === undefined) return null
  const money = typeof value === 'object' && 'amount' in value ? (value as { amount: unknown; currency?: string }) : null
  const full = money ? format.money(Number(money.amount), money.currency) : format.number(Number(value))
  return (
    <span className={`zk-figure-short${className ? ` ${className}` : ''}`} title={full}>
      {money ? format.moneyShort(Number(money.amount), money.currency) : full}
    </span>
  )
}
