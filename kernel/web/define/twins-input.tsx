import { Button, Checkbox, Select } from 'antd'
import { Plus, Trash2 } from 'lucide-react'
import { useLocale } from '../i18n/locale.ts'
import { useTexts } from '../i18n/texts.ts'
import { type TwinWay, type WholeDeclaration, wordOf } from './data.ts'

type TwinsInputProps = Readonly<{ object: WholeDeclaration; value: readonly TwinWay[]; onChange(value: readonly TwinWay[]): void }>

/** By which fields of an object duplicates are told: each line by itself, the fields of a line together. */
export function TwinsInput({ object, value, onChange }: TwinsInputProps) {
  const say = useTexts()
  const locale = useLocale()
  const fields = Object.values(object.fields).filter((field) => field.tells && !field.system)
  const set = (at: number, way: TwinWay | null) =>
    onChange(value.flatMap((one, position) => (position !== at ? [one] : way === null ? [] : [way])))
  return (
    <fieldset className="zk-define-twins">
      <legend className="zk-field-label">{say('define.twins')}</legend>
      {value.map((way, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
        <div key={at} className="zk-define-twin">
          <Select
            mode="multiple"
            maxCount={4}
            aria-label={say('define.twins.fields')}
            placeholder={say('define.twins.fields')}
            value={[...way.by]}
            options={fields.map((field) => ({ value: field.name, label: wordOf(field, locale) }))}
            onChange={(by: string[]) => set(at, { ...way, by })}
          />
          <Button
            type="text"
            aria-label={say('define.twins.remove')}
            icon={<Trash2 size={16} strokeWidth={1.5} aria-hidden="true" />}
            onClick={() => set(at, null)}
          />
          <Checkbox checked={way.sure === true} onChange={(event) => set(at, { ...way, sure: event.target.checked })}>
            {say('define.twins.sure')}
          </Checkbox>
        </div>
      ))}
      <Button
        size="small"
        icon={<Plus size={14} strokeWidth={1.5} aria-hidden="true" />}
        disabled={value.length >= 8}
        onClick={() => onChange([...value, { by: [] }])}
      >
        {say('define.twins.add')}
      </Button>
      <p className="zk-small zk-meta">{say('define.twins.help')}</p>
    </fieldset>
  )
}
