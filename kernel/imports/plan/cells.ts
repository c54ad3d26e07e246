import { type DayFormat, readDay, readInstant } from '../../files/days.ts'
import { readNumber } from '../../files/numbers.ts'
import type { CatalogField } from '../../model/catalog.ts'
import { Fault } from '../../model/fault.ts'
import type { ParseContext } from '../../model/field-type.ts'
import { fold } from './fold.ts'
import { type Feed, timeForm } from './plan.ts'

/** What is wrong with one cell or row of the file. `column` is null where no column is to blame, `field` where no field is. */
export type ImportIssue = Readonly<{
  column: string | null
  field: string | null
  code: string
  details: Readonly<Record<string, unknown>>
}>

/** A value in writing shape, or why there is none. */
export type Reading = Readonly<{ value: unknown } | { code: string; details: Readonly<Record<string, unknown>> }>

/** The text that stands for the cell's: by the map's values, else the cell's own without blanks around; null for nothing. */
export function mappedText(feed: Feed, text: string | null): string | null {
  const plain = text?.trim() ?? ''
  if (plain === '') return null
  if (feed.values.size === 0) return plain
  const wanted = feed.values.get(fold(plain))
  return wanted === undefined ? plain : wanted === null || wanted.trim() === '' ? null : wanted.trim()
}

/** Reads the text of a cell as a value of the field, links aside. */
export function readCell(
  field: CatalogField,
  text: string,
  o: { format: DayFormat | null; currency: string | null; context: ParseContext },
): Reading {
  try {
    return { value: parsed(field, text, o) }
  } catch (error) {
    if (error instanceof Fault) return { code: error.code, details: { ...error.details } }
    throw error
  }
}

type How = Parameters<typeof readCell>[2]

function parsed(field: CatalogField, text: string, { format, currency, context }: How): unknown {
  const { type, options } = field
  const parse = (input: string) =>
    type.parse(withCurrency(field, type.fromText ? type.fromText(input, options, context) : input, currency), options, context)
  const time = format === null ? null : timeForm(field)
  if (time && format) {
    const read = time === 'date' ? readDay(text, format) : readInstant(text, format, context.timeZone)
    // Cells that a spreadsheet knows to be days come in ISO form whatever the rest of the column looks like.
    return read === null ? parse(text) : type.parse(read, options, context)
  }
  try {
    return parse(text)
  } catch (error) {
    const number = error instanceof Fault && isNumeric(field) ? readNumber(text) : null
    if (!number || number.isPercent) throw error
    return type.parse(
      withCurrency(field, type.fromText ? type.fromText(number.value, options, context) : number.value, number.currency ?? currency),
      options,
      context,
    )
  }
}

const isNumeric = (field: CatalogField): boolean => {
  const { type } = field.type.schema(field.options)
  return field.type.currencyOf !== undefined || type === 'number' || type === 'integer'
}

/** A bare amount takes the column's currency. */
function withCurrency(field: CatalogField, input: unknown, currency: string | null): unknown {
  if (currency === null || !field.type.currencyOf || (typeof input === 'object' && input !== null)) return input
  return { amount: input, currency }
}
