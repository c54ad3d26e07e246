import { useEffect, useState } from 'react'

const files = {
  'zh-CN': () => import('../locales/zh-CN.json', { with: { type: 'json' } }),
  'zh-TW': () => import('../locales/zh-TW.json', { with: { type: 'json' } }),
  en: () => import('../locales/en.json', { with: { type: 'json' } }),
} as const
export type PaperLocale = keyof typeof files
export const paperLocales = Object.keys(files) as readonly PaperLocale[]

/** Words of a paper in its own language, whatever the reader's is; null until they are there. */
export function usePaperTexts(locale: PaperLocale): ((key: string) => string) | null {
  const [texts, setTexts] = useState<Readonly<Record<string, string>> | null>(null)
  useEffect(() => {
    let isOff = false
    void files[locale]().then((file) => !isOff && setTexts(file.default))
    return () => {
      isOff = true
    }
  }, [locale])
  return texts && ((key) => texts[`quotes.print.${key}`] ?? key)
}
