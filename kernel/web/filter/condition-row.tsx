import { Button, Select } from 'antd'
import { X } from 'lucide-react'
import { useMemo } from 'react'
import type { ObjectMeta } from '../data/meta-types.ts'
import { fieldAt, useMeta } from '../data/use-meta.ts'
import { useTexts } from '../i18n/texts.ts'
import { fieldChoices } from './field-choices.ts'
import type { Condition } from './filter-tree.ts'
import { OperandInput } from './operand-input.tsx'
import { carryOperand, firstOperator, operandShape } from './operators.ts'

type ConditionRowProps = Readonly<{
  condition: Condition
  object: ObjectMeta
  onChange(condition: Condition): void
  onRemove(): void
  isNew: boolean
}>

/** One line of the builder: field, operator, value. */
export function ConditionRow({ condition, object, onChange, onRemove, isNew }: ConditionRowProps) {
  const say = useTexts()
  const meta = useMeta()
  const fields = useMemo(() => fieldChoices(meta, object), [meta, object])
  const field = fieldAt(meta, object, condition.path)
  const chooseField = (path: string) => {
    const next = fieldAt(meta, object, path)
    if (!next) return
    const operator = firstOperator(next)
    onChange({ type: 'condition', path, operator, value: operandShape(operator) === 'presence' ? true : undefined })
  }
  const chooseOperator = (operator: string) =>
    onChange({ ...condition, operator, value: carryOperand(condition.value, condition.operator, operator) })
  return (
    <div className="zk-condition">
      <Select
        aria-label={say('filter.field')}
        placeholder={say('filter.field')}
        showSearch={{ optionFilterProp: 'label' }}
        value={condition.path || null}
        options={fields}
        onChange={chooseField}
        defaultOpen={isNew}
        autoFocus={isNew}
        popupMatchSelectWidth={false}
      />
      {field && (
        <Select
          aria-label={say('filter.operator')}
          value={condition.operator}
          options={field.operators.map((name) => ({ value: name, label: say(`operator.${name}`) }))}
          onChange={chooseOperator}
          popupMatchSelectWidth={false}
        />
      )}
      <div className="zk-condition-value">
        {field && (
          <OperandInput
            key={condition.operator}
            field={field}
            object={object.name}
            operator={condition.operator}
            value={condition.value}
            onChange={(value) => onChange({ ...condition, value })}
          />
        )}
      </div>
      <Button type="text" size="small" icon={<X size={14} aria-hidden="true" />} aria-label={say('filter.remove')} onClick={onRemove} />
    </div>
  )
}
