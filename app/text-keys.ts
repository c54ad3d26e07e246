import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  type ActionDef,
  buildCatalog,
  type ConsequenceDef,
  type HomeDef,
  kernelFaults,
  kernelNotices,
  type ModuleDef,
  type NoticeDef,
  type ReportDef,
  telling,
} from '#kernel'
import { modules } from './modules.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8')) as Record<string, string>

/**
 * Every key that the product shows: those that follow from the declarations, from fault codes, and those that the web app's sources name.
 * Keys made optional by design (`….help`, `….means`, a fault's `….‹reason›`) count as used where a text for them exists below a key in use.
 */
export function textKeys(): Set<string> {
  const required = new Set([...declaredKeys(modules), ...webKeys()])
  const written = [
    'kernel/locales/en.json',
    'kernel/web/locales/en.json',
    ...modules.map((module) => `modules/${module.name}/locales/en.json`),
  ].flatMap((path) => Object.keys(read(path)))
  const mentioned = sourceText(['kernel', 'app', 'modules'])
  for (const key of written.map(withoutForm))
    if (isBelow(key, required) || mentioned.includes(`'${key}'`) || isMadeFrom(key, mentioned)) required.add(key)
  return required
}

function declaredKeys(all: readonly ModuleDef[]): string[] {
  const catalog = buildCatalog(all)
  const objects = Object.values(catalog.objects).flatMap((object) => [
    object.name,
    `${object.name}.plural`,
    ...(object.views.form ?? []).map((section) => `${object.name}.section.${section.section}`),
    ...Object.keys(object.children).map((name) => `${object.name}.children.${name}`),
    ...Object.values(object.fields).flatMap((field) => {
      if (field.system || field.name === 'owner') return [`system.${field.name}`]
      const options =
        (field.options.from as { adds?: true } | undefined)?.adds === undefined && field.options.from
          ? []
          : (field.type.choices?.(field.options) ?? []).map((option) => `${object.name}.${field.name}.${option.key}`)
      return [`${object.name}.${field.name}`, ...options]
    }),
  ])
  return [
    ...objects,
    'kernel.module',
    'custom.module',
    ...Object.keys(kernelFaults).map((code) => `fault.${code}`),
    ...all.flatMap((module) => [
      `${module.name}.module`,
      ...Object.keys(module.faults).map((code) => `fault.${code}`),
      ...module.actions.flatMap(actionKeys),
      ...module.reports.flatMap(reportKeys),
      ...module.homes.flatMap(homeKeys),
      ...module.notices.flatMap(noticeKeys),
      ...module.consequences.flatMap(consequenceKeys),
    ]),
    ...kernelNotices.flatMap(noticeKeys),
    ...consequenceKeys({ onImport: telling }),
  ]
}

const consequenceKeys = ({ onImport }: Pick<ConsequenceDef, 'onImport'>): string[] =>
  onImport ? [`consequence.${onImport}`, `consequence.${onImport}.why`] : []
const noticeKeys = ({ name }: NoticeDef): string[] => [`notice.${name}`, `notice.${name}.kind`]

const actionKeys = (action: ActionDef): string[] => [
  `action.${action.name}`,
  ...Object.keys(action.input)
    .filter((name) => name !== action.on?.name)
    .map((name) => `action.${action.name}.${name}`),
]

const reportKeys = (report: ReportDef): string[] => [
  `report.${report.name}`,
  ...report.tiles.map((tile) => `report.${report.name}.${tile.key}`),
]

const homeKeys = (home: HomeDef): string[] => [
  `home.${home.name}`,
  ...home.tiles.flatMap(({ key }) => (key === undefined ? [] : [`home.${home.name}.${key}`])),
]

/** Keys that the web app asks for by a literal. */
function webKeys(): string[] {
  const text = sourceText(['kernel/web', 'kernel/model/field-types', 'app'])
  return [...text.matchAll(/\bt\(\s*'([^']+)'/g)].map((match) => match[1]!)
}

/** `one` and `other` forms are one key. */
const withoutForm = (key: string): string => key.replace(/_(zero|one|two|few|many|other)$/, '')

const isBelow = (key: string, used: ReadonlySet<string>): boolean => {
  for (let cut = key.lastIndexOf('.'); cut > 0; cut = key.lastIndexOf('.', cut - 1)) if (used.has(key.slice(0, cut))) return true
  return false
}

/** Keys put together from a literal beginning: t(`history.via.${via}`). */
function isMadeFrom(key: string, source: string): boolean {
  const beginnings = key.split('.').map((_, i, parts) => `${parts.slice(0, i + 1).join('.')}.`)
  return beginnings.some((beginning) => source.includes(`\`${beginning}\${`))
}

const texts = new Map<string, string>()
function sourceText(folders: readonly string[]): string {
  return folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
        .map((entry) => {
          const path = join(entry.parentPath, entry.name)
          const text = texts.get(path) ?? readFileSync(path, 'utf8')
          texts.set(path, text)
          return text
        }),
    )
    .join('\n')
}
