import type { FieldMeta } from '../data/meta-types.ts'
import { toPlainText } from '../fields/plain-value.tsx'
import { webTypeOf } from '../fields/type-of.ts'
import { useTexts } from '../i18n/texts.ts'
import type { Condition } from './filter-tree.ts'
import { periodLabel } from './operand-input.tsx'
import { operandShape } from './operators.ts'

type OperandTextProps = Readonly<{ condition: Condition; field: FieldMeta; object: string }>

/** The operand of a condition in words. */
export function OperandText({ condition: { operator, value }, field, object }: OperandTextProps) {
  const say = useTexts()
  const shape = operandShape(operator)
  const { FilterText } = webTypeOf(field)
  if (shape === 'presence') return null
  if (shape === 'period') return <>{periodLabel(String(value), say)}</>
  if (FilterText) return <FilterText operator={operator} value={value} field={field} object={object} />
  const values = Array.isArray(value) ? value : [value]
  const words = values.map((one) => {
    if (one === true || one === false) return say(one ? 'value.yes' : 'value.no')
    if (one === 'me') return say('value.me')
    return field.options.choices?.find(({ key }) => key === one)?.label ?? toPlainText(one)
  })
  return <>{words.join(say(shape === 'ends' ? 'operator.between.join' : 'value.join'))}</>
}
