import { Button, Dropdown } from 'antd'
import { Globe } from 'lucide-react'
import { useChangeSession } from '../data/use-session.ts'
import { type Locale, localeNames, locales, useLocale } from '../i18n/locale.ts'
import { useTexts } from '../i18n/texts.ts'

/** Switches the language, of texts and data, without reload. */
export function LanguageMenu() {
  const say = useTexts()
  const locale = useLocale()
  const change = useChangeSession()
  const items = locales.map((key) => ({ key, label: <span lang={key}>{localeNames[key]}</span> }))
  return (
    <Dropdown trigger={['click']} menu={{ items, selectedKeys: [locale], onClick: ({ key }) => change.mutate({ locale: key as Locale }) }}>
      <Button
        type="text"
        icon={<Globe size={16} strokeWidth={1.5} aria-hidden="true" />}
        aria-label={say('top.language')}
        title={say('top.language')}
      />
    </Dropdown>
  )
}
