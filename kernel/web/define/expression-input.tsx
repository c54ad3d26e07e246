import { useQuery } from '@tanstack/react-query'
import { Button, type GetRef, Input } from 'antd'
import { useId, useRef, useState } from 'react'
import { useList } from '../data/use-list.ts'
import { titleOf, useMeta, useObject } from '../data/use-meta.ts'
import { useFormat } from '../format/use-format.ts'
import { useTexts } from '../i18n/texts.ts'
import { fromWords, toWords } from './expression-words.ts'

type ExpressionInputProps = Readonly<{
  label: string
  help?: string
  object: string
  value: string
  isRequired?: boolean
  onChange(expression: string): void
}>

const signs = ['+', '-', '*', '/', '>', '>=', '<', '<=', '==', '!=', '&&', '||', '? :', 'today()'] as const

/** What a formula comes to over the record written last. */
function usePreview(objectName: string, expression: string): string | null {
  const { workspace } = useMeta()
  const format = useFormat()
  const say = useTexts()
  const object = useObject(objectName)
  const { data: formulas } = useQuery({
    queryKey: ['formulas'],
    queryFn: () => import('../../model/field-types/formula/evaluate.ts'),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const { rows } = useList({ object: objectName, sort: ['-updatedAt'], limit: 1 }, { enabled: object !== undefined })
  const row = rows[0]
  if (!object || !formulas || !row || expression.trim() === '') return null
  const value = formulas.openFormula(expression, (name) => object.fields[name]?.sort)(row, {
    today: format.today(),
    timeZone: workspace.timeZone,
  })
  const text = value === null ? say('define.formula.empty') : typeof value === 'boolean' ? say(`define.formula.${value}`) : String(value)
  return say('define.formula.preview', { record: titleOf(object, row), value: text })
}

/** A formula in the words of the object: fields are put in by a click and called by their labels. */
export function ExpressionInput({ label, help, object: name, value, isRequired = false, onChange }: ExpressionInputProps) {
  const id = useId()
  const object = useObject(name)
  const area = useRef<GetRef<typeof Input.TextArea>>(null)
  const fields = Object.values(object?.fields ?? {}).filter((field) => field.sort && field.name !== 'id' && field.name !== 'version')
  const [words, setWords] = useState(() => toWords(value, fields))
  const preview = usePreview(name, fromWords(words, fields))
  const set = (next: string) => {
    setWords(next)
    onChange(fromWords(next, fields))
  }
  const put = (text: string) => {
    const element = area.current?.resizableTextArea?.textArea
    const at = element?.selectionStart ?? words.length
    const to = element?.selectionEnd ?? at
    set(`${words.slice(0, at)}${text}${words.slice(to)}`)
    requestAnimationFrame(() => {
      element?.focus()
      element?.setSelectionRange(at + text.length, at + text.length)
    })
  }
  return (
    <div className="zk-define-field">
      <label htmlFor={id} className="zk-field-label">
        {label}
        {isRequired && <span className="zk-error"> *</span>}
      </label>
      <Input.TextArea id={id} ref={area} value={words} rows={3} onChange={(event) => set(event.target.value)} />
      <div className="zk-define-chips">
        {fields.map((field) => (
          <Button key={field.name} size="small" onClick={() => put(`{${field.label}}`)}>
            {field.label}
          </Button>
        ))}
        {signs.map((sign) => (
          <Button key={sign} size="small" type="text" onClick={() => put(` ${sign} `)}>
            <code className="zk-code">{sign}</code>
          </Button>
        ))}
      </div>
      {preview && (
        <p className="zk-small zk-second" role="status">
          {preview}
        </p>
      )}
      {help && <p className="zk-small zk-meta">{help}</p>}
    </div>
  )
}
