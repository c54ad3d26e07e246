import { Button, Input } from 'antd'
import { Languages } from 'lucide-react'
import { useId, useState } from 'react'
import { localeNames, locales, useLocale } from '../i18n/locale.ts'
import { useTexts } from '../i18n/texts.ts'
import type { Labels } from './data.ts'

type LabelsInputProps = Readonly<{
  label: string
  value: Labels
  onChange(labels: Labels): void
  isRequired?: boolean
  isLong?: boolean
  help?: string
  autoFocus?: boolean
  placeholder?: string
}>

const most = 200

/** A text in the reader's language, the others one click away: they may be added at any time and stand in for each other until then. */
export function LabelsInput({
  label,
  value,
  onChange,
  isRequired = false,
  isLong = false,
  help,
  autoFocus,
  placeholder,
}: LabelsInputProps) {
  const say = useTexts()
  const own = useLocale()
  const id = useId()
  const others = locales.filter((locale) => locale !== own)
  const [isOpen, setOpen] = useState(false)
  const Field = isLong ? Input.TextArea : Input
  const set = (locale: keyof Labels, text: string) => {
    const { [locale]: _former, ...rest } = value
    onChange(text === '' ? rest : { ...rest, [locale]: text })
  }
  const stands = value[own] === undefined ? others.map((locale) => value[locale]).find((text) => text) : undefined
  return (
    <div className="zk-define-field">
      <div className="zk-row">
        <label htmlFor={id} className="zk-field-label zk-grow">
          {label}
          {isRequired && <span className="zk-error"> *</span>}
        </label>
        <Button
          type="text"
          size="small"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          icon={<Languages size={14} strokeWidth={1.5} aria-hidden="true" />}
        >
          {say('define.languages')}
        </Button>
      </div>
      <Field
        id={id}
        value={value[own] ?? ''}
        maxLength={most}
        {...(autoFocus ? { autoFocus } : {})}
        {...(isLong ? { rows: 2 } : {})}
        placeholder={stands ?? placeholder ?? ''}
        onChange={(event) => set(own, event.target.value)}
      />
      {isOpen &&
        others.map((locale) => (
          <Field
            key={locale}
            lang={locale}
            value={value[locale] ?? ''}
            maxLength={most}
            aria-label={`${label} · ${localeNames[locale]}`}
            placeholder={localeNames[locale]}
            {...(isLong ? { rows: 2 } : {})}
            onChange={(event) => set(locale, event.target.value)}
          />
        ))}
      {help && <p className="zk-small zk-meta">{help}</p>}
    </div>
  )
}
