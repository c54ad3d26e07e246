import { createContext, useContext } from 'react'
import { currentLocale } from '../i18n/locale.ts'
import { createFormat } from './create-format.ts'
import type { Format } from './format-type.ts'

export type { Format } from './format-type.ts'

/** Set by the app once session and language are known. */
export const FormatContext = createContext<Format | null>(null)

/** Formatters for the reader; before sign-in those of the browser. */
export function useFormat(): Format {
  return (
    useContext(FormatContext) ??
    createFormat({ locale: currentLocale(), timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, currency: 'CNY', fiscalMonth: 1 })
  )
}
