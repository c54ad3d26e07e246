import { useFormat } from '../format/use-format.ts'
import { isShorthand, readNumberText } from './number-text.ts'
import { TypedInput } from './typed-input.tsx'
import type { CellProps, InputProps } from './web-field-type.ts'

/** Digits after the point that a field keeps. */
export const scaleOf = (field: Pick<CellProps['field'], 'options'>, usual: number): number => Number(field.options.scale ?? usual)

/** Operands, figures and pasted text as a number; what is none stays as it is. */
export const toNumber = (value: unknown): number => Number(value)

/** Years are no amounts: a field that holds nothing else writes them without groups. */
const isYear = ({ options }: CellProps['field']): boolean => Number(options.min) >= 1000 && Number(options.max) <= 9999

/** A plain number with its digits in groups. */
export function NumberCell({ value, field }: CellProps) {
  const format = useFormat()
  if (isYear(field)) return <span className="zk-nowrap">{String(toNumber(value))}</span>
  return <span className="zk-nowrap">{format.number(toNumber(value), { digits: scaleOf(field, 4) })}</span>
}

/** A plain number, shorthand allowed: 35万, 3.5w, 200k. */
export function PlainNumberInput({ digits, ...props }: InputProps & Readonly<{ digits: number }>) {
  const format = useFormat()
  return (
    <TypedInput
      {...props}
      align={props.place === 'cell' ? 'right' : 'left'}
      read={(text) => readNumberText(text, digits)}
      write={String}
      echo={(value, text) => (isShorthand(text) ? format.number(toNumber(value), { digits }) : undefined)}
    />
  )
}
