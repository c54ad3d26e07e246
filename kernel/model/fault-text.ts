import type { Locale } from './field-type.ts'

/** The text with `{{name}}` replaced; a name without value becomes nothing. */
export const fillText = (text: string, values: Readonly<Record<string, unknown>>, locale: Locale): string =>
  text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => inWords(Object.hasOwn(values, name) ? values[name] : undefined, locale))

function inWords(value: unknown, locale: Locale): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'number') return new Intl.NumberFormat(locale).format(value)
  if (Array.isArray(value)) return value.map((one) => inWords(one, locale)).join(locale === 'en' ? ', ' : '、')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** The most telling text there is for a fault: by reason, by what was wanted, by code. `textOf` is asked with keys such as `sales.gate-not-met.field`. */
export function faultText(
  code: string,
  details: Readonly<Record<string, unknown>>,
  textOf: (key: string) => string | undefined,
): string | undefined {
  const keys = [details.reason, details.want].filter((one) => typeof one === 'string').map((one) => `${code}.${one}`)
  return [...keys, code].map(textOf).find((found) => found !== undefined)
}
