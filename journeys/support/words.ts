import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import i18next from 'i18next'
import { type Locale, textOf } from '#kernel'
import { modules } from '../../app/modules.ts'
import { projectRoot } from '../../scripts/source-files.ts'

export type Say = (key: string, values?: Readonly<Record<string, unknown>>) => string

/** The texts of a language as pages show them; a key without a text fails, so that no journey looks for a raw key. */
export function wordsOf(locale: Locale): Say {
  const texts = JSON.parse(readFileSync(join(projectRoot, `kernel/web/locales/${locale}.json`), 'utf8')) as Record<string, string>
  const own = i18next.createInstance({
    lng: locale,
    resources: { [locale]: { texts } },
    ns: ['texts'],
    defaultNS: 'texts',
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
  })
  void own.init()
  own.services.formatter?.add('lowercase', (value) => String(value).replace(/\b[A-Z](?=[a-z]|\b)/g, (letter) => letter.toLowerCase()))
  return (key, values) => {
    if (own.exists(key, { count: 2, ...values })) return own.t(key, { ...values })
    const text = textOf(modules, locale, key)
    if (text === undefined) throw new Error(`no text for ${key} in ${locale}`)
    return text
  }
}
