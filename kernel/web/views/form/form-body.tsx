import { Button, ConfigProvider } from 'antd'
import { History } from 'lucide-react'
import { Fragment, type RefObject, type SyntheticEvent } from 'react'
import type { ObjectMeta, Row } from '../../data/meta-types.ts'
import { useTexts } from '../../i18n/texts.ts'
import { isCommand } from '../../parts/keys.ts'
import { useIsPhone } from '../../parts/use-is-phone.ts'
import { FormField } from './form-field.tsx'
import { FormParts } from './form-parts.tsx'
import { isEditable } from './form-shape.ts'
import { SimilarRecords } from './similar-records.tsx'
import type { FormState } from './use-form.ts'
import { useSections } from './use-sections.ts'
import './form.css'

/** Events of drawers that were opened from here come along as if they were inside; they are not meant. */
export const isInside = (event: SyntheticEvent): boolean => event.currentTarget.contains(event.target as Node)

type FormBodyProps = Readonly<{
  object: ObjectMeta
  form: FormState
  isNew: boolean
  bodyRef?: RefObject<HTMLFormElement | null>
  onSave(): void
}>

/** The fields of a record in their sections. Ctrl/⌘ Enter saves from anywhere in it. */
export function FormBody({ object, form, isNew, bodyRef, onSave }: FormBodyProps) {
  const say = useTexts()
  const isPhone = useIsPhone()
  const sections = useSections(object, form.values, isEditable)
  const fill = (values: Partial<Row>) => Object.entries(values).forEach(([name, value]) => form.set(name, value))
  const onKey = (event: React.KeyboardEvent) => {
    if (event.key !== 'Enter' || !isCommand(event) || !isInside(event)) return
    event.preventDefault()
    onSave()
  }
  return (
    <ConfigProvider {...(isPhone ? { componentSize: 'large' as const } : {})}>
      <form
        className="zk-form"
        {...(bodyRef ? { ref: bodyRef } : {})}
        noValidate
        onKeyDown={onKey}
        onSubmit={(event) => {
          event.preventDefault()
          if (isInside(event)) onSave()
        }}
      >
        {form.wasRestored && (
          <div className="zk-form-note" role="status">
            <History size={14} strokeWidth={1.5} aria-hidden="true" />
            <span className="zk-grow">{say('form.restored')}</span>
            <Button type="link" size="small" onClick={form.discard}>
              {say('form.discard')}
            </Button>
          </div>
        )}
        {form.issues.rest.length > 0 && (
          <div className="zk-form-note zk-form-problem" role="alert">
            <span>{form.issues.rest.join(' ')}</span>
          </div>
        )}
        {sections.map(({ section, label, rows }) => (
          <fieldset key={section} className="zk-form-section">
            {sections.length > 1 && <legend>{label}</legend>}
            {rows.map((row) => (
              <Fragment key={row.map(({ name }) => name).join(' ')}>
                <div className="zk-form-row" data-fields={row.length}>
                  {row.map((field) => (
                    <FormField
                      key={field.name}
                      field={field}
                      object={object.name}
                      values={form.values}
                      issue={form.issues.byField[field.name]}
                      isNamed={sections.length > 1 && rows.length === 1 && row.length === 1 && field.label === label}
                      onChange={(value) => form.set(field.name, value)}
                    />
                  ))}
                </div>
                {isNew && row === sections[0]?.rows[0] && <FormParts object={object} values={form.values} onFill={fill} />}
              </Fragment>
            ))}
            {isNew && section === sections[0]?.section && <SimilarRecords object={object} values={form.values} note={form.note} />}
          </fieldset>
        ))}
      </form>
    </ConfigProvider>
  )
}

/** Puts the cursor into a form that has just opened, unless the person was faster and is in it already. */
export function focusOpened(body: HTMLFormElement | null): void {
  if (!body?.contains(document.activeElement)) focusForm(body)
}

/** Puts the cursor into the first field that is wrong, else into the first one. */
export function focusForm(body: HTMLFormElement | null): void {
  const wrong = body?.querySelector<HTMLElement>('.zk-field:has([role="alert"]) :is(input, textarea, [contenteditable="true"])')
  const first = body?.querySelector<HTMLElement>('.zk-field :is(input, textarea, [contenteditable="true"])')
  const target = wrong ?? first
  target?.focus({ preventScroll: true })
  target?.scrollIntoView({ block: 'center' })
}
