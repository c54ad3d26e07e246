import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Characters of one script with the form the other gives them. */
type Forms = ReadonlyMap<string, string>

/** The dictionaries of opencc-js are modules of one string, "字 form|字 form"; the types of the package leave them out. */
function readForms(name: 'STCharacters' | 'TSCharacters'): Forms {
  const path = fileURLToPath(import.meta.resolve(`opencc-js/dict/${name}`))
  const table = readFileSync(path, 'utf8').match(/"(.*)"/s)?.[1] ?? ''
  return new Map(table.split('|').map((entry) => [...entry.split(' '), ''].slice(0, 2) as [string, string]))
}

const toTraditional = readForms('STCharacters')
const toSimplified = readForms('TSCharacters')

/** Written in Taiwan as well, at least in some words a program says (核准, 占比, 游標, 公里, 佣金, 若干). */
const ordinaryInTaiwan = new Set('台吃斗群游占准干里床晒岩岳峰杰余咸涌霉佣')
const ordinaryInMainland = new Set('乾')

const foreign = (text: string, forms: Forms, allowed: ReadonlySet<string>): string[] => [
  ...new Set([...text].filter((character) => !allowed.has(character) && (forms.get(character) ?? character) !== character)),
]

/** Characters of `text` that only simplified Chinese writes. */
export const simplifiedOnly = (text: string): string[] => foreign(text, toTraditional, ordinaryInTaiwan)

/** Characters of `text` that only traditional Chinese writes. */
export const traditionalOnly = (text: string): string[] => foreign(text, toSimplified, ordinaryInMainland)
