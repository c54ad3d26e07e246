import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Finding } from './check-size.ts'
import { simplifiedOnly, traditionalOnly } from './chinese-scripts.ts'
import { listFiles, projectRoot } from './source-files.ts'

export const languages = ['en', 'zh-CN', 'zh-TW'] as const
type Language = (typeof languages)[number]

/** Key → text, plural forms and nesting flattened: `{ a: { b: 'x' } }` is `a.b`. */
export type Texts = ReadonlyMap<string, string>
/** One folder of locale files. */
export type TextFolder = Readonly<{ folder: string; texts: Readonly<Record<Language, Texts>> }>
type Term = Readonly<{ say: string; unless?: readonly string[] }>

/** What is wrong with the texts of one folder, language against language and each against its own wording. */
export function compareTexts({ folder, texts }: TextFolder): Finding[] {
  const found: Finding[] = []
  const say = (language: Language, key: string, what: string) =>
    found.push({ rule: 'texts', at: `${folder}/${language}.json:${key}`, what })
  const keys = new Set(languages.flatMap((language) => [...texts[language].keys()].map(plainKey)))
  for (const key of [...keys].sort()) {
    const wanted = placeholders(formsOf(texts.en, key))
    for (const language of languages) {
      const forms = formsOf(texts[language], key)
      if (forms.length === 0) say(language, key, 'is missing')
      else if (forms.some((text) => text.trim() === '')) say(language, key, 'is empty')
      else if (texts.en.size > 0 && placeholders(forms) !== wanted)
        say(language, key, `has placeholders ${placeholders(forms)}, en has ${wanted}`)
    }
  }
  for (const [key, text] of texts['zh-TW']) for (const what of strangeInTaiwan(text)) say('zh-TW', key, what)
  for (const [key, text] of texts['zh-CN']) {
    const strange = traditionalOnly(text)
    if (strange.length > 0) say('zh-CN', key, `writes ${strange.join(' ')} in traditional form`)
  }
  return found
}

/** The keys in use that no English text answers, and the texts whose key nobody uses. */
export function compareKeys(used: Iterable<string>, folders: readonly TextFolder[]): Finding[] {
  const wanted = new Set([...used].map(plainKey))
  const written = new Map(folders.flatMap(({ folder, texts }) => [...texts.en.keys()].map((key) => [plainKey(key), folder] as const)))
  const missing = [...wanted].filter((key) => !written.has(key))
  const orphans = [...written].filter(([key]) => !wanted.has(key))
  return [
    ...missing.sort().map((key) => ({ rule: 'texts', at: key, what: 'is used, but no locale file has it' })),
    ...orphans.sort().map(([key, folder]) => ({ rule: 'texts', at: `${folder}/en.json:${key}`, what: 'is used nowhere' })),
  ]
}

/** All faults of the product's texts. The keys in use come from `textKeys()` of app/text-keys.ts. */
export async function checkTexts(): Promise<Finding[]> {
  const folders = readTextFolders(projectRoot)
  const twice = findTwice(folders)
  const source = join(projectRoot, 'app/text-keys.ts')
  if (!existsSync(source)) return [...folders.flatMap(compareTexts), ...twice]
  const { textKeys } = (await import(pathToFileURL(source).href)) as { textKeys: () => Iterable<string> | Promise<Iterable<string>> }
  return [...folders.flatMap(compareTexts), ...twice, ...compareKeys(await textKeys(), folders)]
}

/** Every folder `locales` of the kernel, of its web part and of the modules; a language without a file has no texts. */
export function readTextFolders(root: string): TextFolder[] {
  const files = ['kernel', 'modules', 'app'].flatMap((part) => listFiles(root, part, (name) => /^(en|zh-[A-Z]{2})\.json$/.test(name)))
  const folders = [...new Set(files.map((path) => dirname(path)).filter((path) => basename(path) === 'locales'))]
  const read = (folder: string, language: Language): Texts => {
    const path = join(root, folder, `${language}.json`)
    return existsSync(path) ? flatten(JSON.parse(readFileSync(path, 'utf8'))) : new Map()
  }
  return folders.map((folder) => ({
    folder,
    texts: { en: read(folder, 'en'), 'zh-CN': read(folder, 'zh-CN'), 'zh-TW': read(folder, 'zh-TW') },
  }))
}

function flatten(tree: unknown, path = ''): Map<string, string> {
  if (typeof tree !== 'object' || tree === null) return new Map([[path, String(tree ?? '')]])
  return new Map(Object.entries(tree).flatMap(([key, inner]) => [...flatten(inner, path === '' ? key : `${path}.${key}`)]))
}

/** One key in two folders would say two things; which one is shown would be chance. */
function findTwice(folders: readonly TextFolder[]): Finding[] {
  const first = new Map<string, { folder: string; text: string }>()
  return folders.flatMap(({ folder, texts }) =>
    [...texts.en].flatMap(([key, text]) => {
      const other = first.get(key)
      if (other === undefined) first.set(key, { folder, text })
      return other === undefined || other.text === text
        ? []
        : [{ rule: 'texts', at: `${folder}/en.json:${key}`, what: `says otherwise in ${other.folder}` }]
    }),
  )
}

/** Chinese has one plural form, English two: they count as one key. */
const plainKey = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, '')
const formsOf = (texts: Texts, key: string): string[] => [...texts].filter(([name]) => plainKey(name) === key).map(([, text]) => text)

/** Names in `{{…}}`, sorted; "one" may leave out the number that "other" tells. */
const placeholders = (forms: readonly string[]): string => {
  const names = forms.flatMap((text) => [...text.matchAll(/\{\{\s*([^},\s]+)[^}]*\}\}/g)].map(([, name]) => name))
  return `{${[...new Set(names)].sort().join(', ')}}`
}

const terms = JSON.parse(readFileSync(new URL('./terms-zh-tw.json', import.meta.url), 'utf8')) as Record<string, Term>

function strangeInTaiwan(text: string): string[] {
  const simplified = simplifiedOnly(text)
  const mainland = Object.entries(terms).flatMap(([word, { say, unless = [] }]) => {
    const rest = unless.reduce((left, allowed) => left.replaceAll(allowed, ' '), text)
    return rest.includes(word) ? [`says ${word}, Taiwan says ${say}`] : []
  })
  return simplified.length > 0 ? [`writes ${simplified.join(' ')} in simplified form`, ...mainland] : mainland
}
