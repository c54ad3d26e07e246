import { Checkbox } from 'antd'
import { useLocale } from '../i18n/locale.ts'
import { useTexts } from '../i18n/texts.ts'
import { type TwinWay, type WholeDeclaration, wordOf } from './data.ts'
import { FieldLines } from './field-lines.tsx'

type TwinsInputProps = Readonly<{ object: WholeDeclaration; value: readonly TwinWay[]; onChange(value: readonly TwinWay[]): void }>

/** By which fields of an object duplicates are told. */
export function TwinsInput({ object, value, onChange }: TwinsInputProps) {
  const say = useTexts()
  const locale = useLocale()
  const fields = Object.values(object.fields).filter((field) => field.tells && !field.system)
  const set = (at: number, change: Partial<TwinWay>) => onChange(value.with(at, { ...value[at]!, ...change }))
  return (
    <FieldLines
      words="define.twins"
      options={fields.map((field) => ({ value: field.name, label: wordOf(field, locale) }))}
      lines={value.map(({ by }) => by)}
      most={{ lines: 8, fields: 4 }}
      onChange={(at, by) => set(at, { by })}
      onRemove={(at) => onChange(value.toSpliced(at, 1))}
      onAdd={() => onChange([...value, { by: [] }])}
      beside={(at) => (
        <Checkbox checked={value[at]!.sure === true} onChange={({ target }) => set(at, { sure: target.checked })}>
          {say('define.twins.sure')}
        </Checkbox>
      )}
    />
  )
}
