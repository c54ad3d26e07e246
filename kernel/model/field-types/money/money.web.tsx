import { readNumberText } from '../../../web/fields/number-text.ts'
import { TypedInput } from '../../../web/fields/typed-input.tsx'
import type { CellProps, FilterProps, FilterTextProps, InputProps, WebFieldType } from '../../../web/fields/web-field-type.ts'
import { type Format, useFormat } from '../../../web/format/use-format.ts'
import type { Money } from '../../fields.ts'

const signs: Readonly<Record<string, string>> = { US$: 'USD', NT$: 'TWD', HK$: 'HKD', $: 'USD', '€': 'EUR', '£': 'GBP' }
const home = new Set(['¥', '￥', '元', '圆', '圓'])

/** A figure alone (a sum, an operand) stands for the home currency. */
function readMoney(value: unknown, format: Format): Money {
  if (typeof value !== 'object' || value === null) return { amount: Number(value), currency: format.currency }
  const { amount, currency } = value as Money
  return { amount: Number(amount), currency: currency ?? format.currency }
}

/** `¥1,200`, `USD 100`, `35万元`: amount and currency; the currency stays as it was where none is named. */
function parse(text: string, currency: string): Money | null | undefined {
  const [, before = '', middle = '', after = ''] =
    /^\s*([A-Za-z]{3}|[^\d\s(+.−-]{0,3})\s*(.*?)\s*([A-Z]{3}|[元圆圓€£¥$])?\s*$/u.exec(text) ?? []
  const sign = (before || after).trim()
  const amount = readNumberText(middle || '', 4)
  if (amount === undefined) return undefined
  if (amount === null) return sign === '' ? null : undefined
  if (sign === '' || home.has(sign)) return { amount, currency }
  const code = signs[sign.toUpperCase()] ?? sign.toUpperCase()
  return /^[A-Z]{3}$/.test(code) ? { amount, currency: code } : undefined
}

/** A grid cell counts in the unit of the column's header; another currency than the workspace's carries its sign. */
function MoneyCell({ value, place }: CellProps) {
  const format = useFormat()
  const { amount, currency } = readMoney(value, format)
  const full = format.money(amount, currency)
  if (place === 'record' || place === 'form') return <span className="zk-nowrap">{full}</span>
  const sign = currency === format.currency ? '' : format.currencySign(currency)
  return (
    <span className="zk-nowrap" title={full}>
      {place === 'cell' ? `${sign}${format.moneyColumn(amount)}` : format.moneyShort(amount, currency)}
    </span>
  )
}

function MoneyInput(props: InputProps) {
  const format = useFormat()
  const currency = props.value === null || props.value === undefined ? format.currency : readMoney(props.value, format).currency
  return (
    <TypedInput
      {...props}
      align={props.place === 'cell' ? 'right' : 'left'}
      read={(text) => parse(text, currency)}
      write={(value) => String(readMoney(value, format).amount)}
      echo={(value, text) =>
        /^[\d.,\s-]*$/.test(text) ? undefined : format.money(readMoney(value, format).amount, readMoney(value, format).currency)
      }
      {...(props.place === 'cell' ? {} : { prefix: <span className="zk-meta">{format.currencySign(currency)}</span> })}
    />
  )
}

/** Operands are bare amounts in whatever currency the records are, unless another currency than the workspace's is named. */
function MoneyFilter({ value, onChange, operator: _operator, ...rest }: FilterProps) {
  const format = useFormat()
  const change = (next: unknown) => {
    const money = next as Money | null
    onChange(money === null ? undefined : money.currency === format.currency ? money.amount : money)
  }
  return (
    <MoneyInput
      {...rest}
      place="filter"
      value={value === undefined || value === null ? null : readMoney(value, format)}
      onChange={change}
    />
  )
}

function MoneyText({ value }: FilterTextProps) {
  const format = useFormat()
  const ends = Array.isArray(value) ? value : [value]
  return (
    <>
      {ends
        .map((end) =>
          end === null || end === undefined ? '…' : format.moneyShort(readMoney(end, format).amount, readMoney(end, format).currency),
        )
        .join(' – ')}
    </>
  )
}

export const moneyWeb: WebFieldType = {
  kind: 'money',
  Cell: MoneyCell,
  Input: MoneyInput,
  Filter: MoneyFilter,
  FilterText: MoneyText,
  Total: MoneyCell,
  align: 'right',
  width: 120,
  total: true,
  unit: (_field, format) => format.moneyUnit(),
  toClipboard: (value, _field, format) => {
    const { amount, currency } = readMoney(value, format)
    return currency === format.currency ? String(amount) : `${currency} ${amount}`
  },
  fromClipboard: (text, _field, format) => parse(text, format.currency),
}
