import { useId } from 'react'
import type { FieldMeta, Row } from '../../data/meta-types.ts'
import { webTypeOf } from '../../fields/type-of.ts'
import { useTexts } from '../../i18n/texts.ts'

type FormFieldProps = Readonly<{
  field: FieldMeta
  object: string
  values: Partial<Row>
  issue?: string | undefined
  /** The section is called like its only field: the label need not be seen twice. */
  isNamed?: boolean
  /** The cursor goes there when the field appears. */
  autoFocus?: boolean
  onChange(value: unknown): void
}>

/** A field with its label, its help and what is wrong with it. */
export function FormField({ field, object, values, issue, isNamed = false, autoFocus = false, onChange }: FormFieldProps) {
  const say = useTexts()
  const id = useId()
  const { Input, wide, table } = webTypeOf(field)
  if (!Input) return null
  const noteId = `${id}-note`
  const note = issue ?? field.help
  return (
    <div className={`zk-field${wide ? ' zk-field-wide' : ''}`} data-field={field.name} {...(table ? { 'data-table': '' } : {})}>
      <label className={isNamed ? 'zk-unseen' : 'zk-field-label'} htmlFor={id}>
        {field.label}
        {field.required && (
          <span className="zk-error" title={say('form.required')}>
            <span aria-hidden="true"> *</span>
            <span className="zk-unseen">{say('form.required')}</span>
          </span>
        )}
      </label>
      <Input
        id={id}
        value={values[field.name] ?? null}
        onChange={onChange}
        field={field}
        object={object}
        row={values}
        place="form"
        {...(autoFocus ? { autoFocus } : {})}
        {...(issue ? { status: 'error' as const } : {})}
        {...(note ? { 'aria-describedby': noteId } : {})}
      />
      {note && (
        <p id={noteId} className={`zk-small ${issue ? 'zk-error' : 'zk-meta'}`} {...(issue ? { role: 'alert' } : {})}>
          {note}
        </p>
      )}
    </div>
  )
}
