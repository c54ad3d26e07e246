import { type Fault, type Locale, toProblem } from '#kernel'
import { modules } from '../modules.ts'

/** What went wrong, in the language of the terminal. */
export function textOfFault(fault: Fault): string {
  const { body } = toProblem(fault, { modules, locale: terminalLocale(), requestId: '' })
  const issues = (body.issues as readonly { path: string; detail: string }[] | undefined) ?? []
  return [String(body.detail || fault.code), ...(issues.length > 1 ? issues.map((issue) => `  ${issue.path}: ${issue.detail}`) : [])].join(
    '\n',
  )
}

export function terminalLocale(): Locale {
  const language = process.env.LC_ALL ?? process.env.LC_MESSAGES ?? process.env.LANG ?? ''
  if (/^zh_(TW|HK|MO)/.test(language)) return 'zh-TW'
  return language.startsWith('zh') ? 'zh-CN' : 'en'
}
