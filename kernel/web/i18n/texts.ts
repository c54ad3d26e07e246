import dayjs from 'dayjs'
import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import { currentLocale, type Locale, setLocale } from './locale.ts'

export type Texts = Readonly<Record<string, string>>
/** Texts of a module's own pages, one file per language, loaded with the language. */
export type TextFiles = Readonly<Record<Locale, () => Promise<{ default: Texts }>>>

const own: TextFiles = {
  'zh-CN': () => import('../locales/zh-CN.json', { with: { type: 'json' } }),
  'zh-TW': () => import('../locales/zh-TW.json', { with: { type: 'json' } }),
  en: () => import('../locales/en.json', { with: { type: 'json' } }),
}
const dayjsLocales: Readonly<Record<Locale, () => Promise<unknown>>> = {
  'zh-CN': () => import('dayjs/locale/zh-cn.js'),
  'zh-TW': () => import('dayjs/locale/zh-tw.js'),
  en: async () => undefined,
}

let sources: readonly TextFiles[] = [own]
const loaded = new Set<Locale>()

async function load(locale: Locale): Promise<void> {
  if (loaded.has(locale)) return
  const files = await Promise.all(sources.map((source) => source[locale]()))
  await dayjsLocales[locale]()
  for (const file of files) i18next.addResourceBundle(locale, 'texts', file.default, true, true)
  loaded.add(locale)
}

/** What was asked for last: texts come when they come, and those of an earlier wish must not win. */
let wished: Locale | undefined

/** Shows the page in another language, without reload. */
export async function switchLocale(locale: Locale): Promise<void> {
  wished = locale
  await load(locale)
  if (wished !== locale) return
  await i18next.changeLanguage(locale)
  dayjs.locale(locale.toLowerCase())
  setLocale(locale)
}

/** A label inside a sentence: English ones begin small there, words like SQL stay as they are. */
const inSentence = (label: string): string => label.replace(/\b[A-Z](?=[a-z]|\b)/g, (letter) => letter.toLowerCase())

/** Loads the texts of the browser's language or of who is signed in, those of modules included. Call once, before the first paint. */
export async function startTexts(ofModules: readonly TextFiles[]): Promise<void> {
  sources = [own, ...ofModules]
  await i18next.use(initReactI18next).init({
    lng: currentLocale(),
    resources: {},
    ns: ['texts'],
    defaultNS: 'texts',
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  })
  i18next.services.formatter?.add('lowercase', (value) => inSentence(String(value)))
  // Who is signed in may have said by now which language it is.
  await switchLocale(wished ?? currentLocale())
}

export type Say = (key: string, values?: Readonly<Record<string, unknown>>) => string

/** The texts of the language in force: `say('list.empty.filter')`, `say('list.selected', { count: 4 })`. */
export function useTexts(): Say {
  const { t } = useTranslation('texts')
  return t as unknown as Say
}

/** The same outside of components. */
export const say: Say = (key, values) => i18next.t(key, { ...values, ns: 'texts' })
