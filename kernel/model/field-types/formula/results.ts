import { type Sql, sql } from '../../../db/sql.ts'
import type { FieldOptions, FieldType, FormulaSort } from '../../field-type.ts'
import { choiceType } from '../choice/choice.ts'
import { dayType } from '../day/day.ts'
import { decimalType } from '../decimal/decimal.ts'
import { instantType } from '../instant/instant.ts'
import { integerType } from '../integer/integer.ts'
import { thousandthCurrencies, wholeCurrencies } from '../money/minor-digits.ts'
import { moneyType } from '../money/money.ts'
import { percentType } from '../percent/percent.ts'
import { textType } from '../text/text.ts'
import { yesNoType } from '../yes-no/yes-no.ts'

/** A kind that a computation can give: how its values behave, and what the computation must come to. */
export type Result = Readonly<{ type: FieldType; sort: FormulaSort; finish(value: Sql, options: FieldOptions, currency: Sql): Sql }>

const asIs = (value: Sql): Sql => value
const rounded =
  (usualScale: number) =>
  (value: Sql, { scale }: FieldOptions): Sql =>
    sql`round(${value}::numeric, ${sql.raw(String(Number(scale ?? usualScale)))})`

const quoted = (names: readonly string[]): Sql => sql.raw(names.map((name) => `'${name}'`).join(', '))
/** To the smallest unit of its currency, unless the field says how exactly: prices of single pieces may be finer. */
const toUnit: Result['finish'] = (value, options, currency) =>
  options.scale === undefined
    ? sql`round(${value}::numeric, CASE WHEN ${currency} IN (${quoted(wholeCurrencies)}) THEN 0 WHEN ${currency} IN (${quoted(thousandthCurrencies)}) THEN 3 ELSE 2 END)`
    : rounded(2)(value, options)

export const results: Readonly<Record<string, Result>> = {
  decimal: { type: decimalType, sort: 'number', finish: rounded(4) },
  integer: { type: integerType, sort: 'number', finish: (value) => sql`round(${value}::numeric)` },
  percent: { type: percentType, sort: 'number', finish: rounded(2) },
  money: { type: moneyType, sort: 'money', finish: toUnit },
  choice: { type: choiceType, sort: 'text', finish: asIs },
  text: { type: textType, sort: 'text', finish: asIs },
  yesNo: { type: yesNoType, sort: 'yesNo', finish: asIs },
  day: { type: dayType, sort: 'day', finish: asIs },
  instant: { type: instantType, sort: 'instant', finish: asIs },
}
