import { Button, Select } from 'antd'
import { Plus, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTexts } from '../i18n/texts.ts'

export type FieldOption = Readonly<{ value: string; label: string }>
type FieldLinesProps = Readonly<{
  /** The key of their title; what stands in, behind and below them has keys after it. */
  words: string
  options: readonly FieldOption[]
  lines: readonly (readonly string[])[]
  /** At most so many lines, and fields in a line. */
  most?: Readonly<{ lines: number; fields: number }>
  onChange(at: number, names: readonly string[]): void
  onRemove(at: number): void
  onAdd(): void
  /** What is said of a line beside its fields. */
  beside?(at: number): ReactNode
}>

/** Lines that hold each by itself, the fields of a line together. */
export function FieldLines({ words, options, lines, most, onChange, onRemove, onAdd, beside }: FieldLinesProps) {
  const say = useTexts()
  return (
    <fieldset className="zk-define-twins">
      <legend className="zk-field-label">{say(words)}</legend>
      {lines.map((names, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
        <div key={at} className="zk-define-twin">
          <Select
            mode="multiple"
            {...(most ? { maxCount: most.fields } : {})}
            showSearch={{ optionFilterProp: 'label' }}
            aria-label={say(`${words}.fields`)}
            placeholder={say(`${words}.fields`)}
            value={[...names]}
            options={options.map((one) => ({ ...one }))}
            onChange={(next: string[]) => onChange(at, next)}
          />
          <Button
            type="text"
            aria-label={say(`${words}.remove`)}
            icon={<Trash2 size={16} strokeWidth={1.5} aria-hidden="true" />}
            onClick={() => onRemove(at)}
          />
          {beside?.(at)}
        </div>
      ))}
      <Button
        size="small"
        icon={<Plus size={14} strokeWidth={1.5} aria-hidden="true" />}
        disabled={most !== undefined && lines.length >= most.lines}
        onClick={onAdd}
      >
        {say(`${words}.add`)}
      </Button>
      <p className="zk-small zk-meta">{say(`${words}.help`)}</p>
    </fieldset>
  )
}
