import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type Measures, measure } from './measure-source.ts'
import { isTest, projectRoot, readSources, type SourceFile } from './source-files.ts'

export type Finding = Readonly<{
  rule: string /** `path` or `path:name`, as an exemption would say it. */
  at: string
  line?: number
  what: string
}>
/** By rule, the places that may break it; each entry is a `path` or `path:name`. */
export type Exemptions = Readonly<Record<string, readonly string[]>>

export const limits = {
  fileLines: 400,
  functionLines: 80,
  parameters: 4,
  inlineKeys: 8,
  folderFiles: 25,
  nameWords: 4,
  depth: 3,
  linesPerAny: 1000,
  /** The engine, its browser half, and each area that stands on the engine or on its own beside it: as long as a module may be. */
  parts: { 'kernel/web': 15_000, kernel: 25_000, module: 6_000 },
} as const

const partOf =
  /^(kernel\/(?:web\/(?:admin|approvals|define|history|rights|security|settings|entry|views\/import)|web|approvals|imports|backups|bulk|files|audit|accounts|persons|handover|duplicates|retention|notices|merge)|kernel|modules\/[^/]+)\//
const emptyWords = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'manager', 'managers', 'misc'])
const emptyVerbs = new Set(['process', 'handle', 'manage'])
const doors = /^(kernel\/((model|web|testing)\/)?|modules\/[^/]+\/((objects|web)\/)?)index\.ts$/
const kebabFile = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*\.(ts|tsx|mjs|cjs)$/

type Measured = SourceFile & { measures: Measures }

/** Everything in `files` above a hard limit of the house style or named against it, less `exempt`. */
export function findOversize(files: readonly SourceFile[], exempt: Exemptions = {}): Finding[] {
  const measured = files.map((file) => ({ ...file, measures: measure(file.path, file.text) }))
  const all = [
    ...measured.flatMap(fileFindings),
    ...measured.flatMap(functionFindings),
    ...folderFindings(files),
    ...totalFindings(measured),
  ]
  const isExempt = ({ rule, at }: Finding) => exempt[rule]?.includes(at) ?? false
  return [...all.filter((finding) => !isExempt(finding)), ...idleExemptions(all, exempt)]
}

/** What the product breaks, exemptions of `size-exempt.json` taken off. */
export function checkSize(): Finding[] {
  const exempt = JSON.parse(readFileSync(join(projectRoot, 'scripts/size-exempt.json'), 'utf8')) as Exemptions
  return findOversize(readSources(), exempt)
}

function fileFindings({ path, measures }: Measured): Finding[] {
  const found: Finding[] = []
  const say = (rule: string, what: string, line?: number) => found.push({ rule, at: path, what, ...(line ? { line } : {}) })
  const name = basename(path)
  const words = (name.split('.')[0] ?? '').split('-')
  if (measures.codeLines > limits.fileLines) say('file-lines', `${measures.codeLines} code lines, at most ${limits.fileLines}`)
  if (words.length > limits.nameWords) say('file-name', `${words.length} words, at most ${limits.nameWords}`)
  if (!kebabFile.test(name)) say('file-name', 'not in kebab case')
  const empty = path.split(/[/.-]/).find((word) => emptyWords.has(word))
  if (empty) say('file-name', `"${empty}" says nothing`)
  if (name === 'index.ts' && !doors.test(path)) say('index-file', 'index.ts is for doors only')
  for (const line of path.startsWith('kernel/model/field-types/') || isTest(path) ? [] : measures.kindBranches) {
    say('kind-branch', 'asks for the kind of a field outside its folder', line)
  }
  for (const { line, hasReason } of measures.anys) if (!hasReason) say('any', 'any without a reason', line)
  return found
}

function functionFindings({ path, measures }: Measured): Finding[] {
  const tooLarge = measures.functions.flatMap(({ name, line, codeLines, parameters, inlineKeys }) => {
    const at = `${path}:${name}`
    return [
      ...(codeLines > limits.functionLines
        ? [{ rule: 'function-lines', at, line, what: `${codeLines} code lines, at most ${limits.functionLines}` }]
        : []),
      ...(parameters > limits.parameters
        ? [{ rule: 'parameters', at, line, what: `${parameters} parameters, at most ${limits.parameters}` }]
        : []),
      ...(inlineKeys > limits.inlineKeys ? [{ rule: 'options', at, line, what: `${inlineKeys} options without a named type` }] : []),
    ]
  })
  const misnamed = measures.names.flatMap(({ name, line, isFunction }) => {
    const words = name.split(/(?=[A-Z])|_/).map((word) => word.toLowerCase())
    // As an adjective or a person of the business these words do say something.
    const isFair = (word: string) => words.length > 1 && /^(common|managers?)$/.test(word)
    const empty = words.find((word, i) => (emptyWords.has(word) && !isFair(word)) || (i === 0 && isFunction && emptyVerbs.has(word)))
    return empty ? [{ rule: 'name', at: `${path}:${name}`, line, what: `"${empty}" says nothing` }] : []
  })
  return [...tooLarge, ...misnamed]
}

function folderFindings(files: readonly SourceFile[]): Finding[] {
  const folders = new Map<string, number>()
  for (const { path } of files) if (!isTest(path)) folders.set(dirname(path), (folders.get(dirname(path)) ?? 0) + 1)
  return [...folders].flatMap(([folder, count]) => {
    const depth = /^kernel\//.test(folder) ? folder.split('/').length - 1 : /^modules\//.test(folder) ? folder.split('/').length - 2 : 0
    return [
      ...(count > limits.folderFiles ? [{ rule: 'folder-files', at: folder, what: `${count} files, at most ${limits.folderFiles}` }] : []),
      ...(depth > limits.depth ? [{ rule: 'depth', at: folder, what: `${depth} folders deep, at most ${limits.depth}` }] : []),
    ]
  })
}

function totalFindings(files: readonly Measured[]): Finding[] {
  const product = files.filter(({ path }) => !isTest(path))
  const sum = (part: readonly Measured[]) => part.reduce((total, { measures }) => total + measures.codeLines, 0)
  const parts = Map.groupBy(product, ({ path }) => path.match(partOf)?.[1] ?? '')
  parts.delete('')
  const tooLong = [...parts].flatMap(([part, inside]) => {
    const limit = part in limits.parts ? limits.parts[part as keyof typeof limits.parts] : limits.parts.module
    return sum(inside) > limit ? [{ rule: 'part-lines', at: part, what: `${sum(inside)} code lines, at most ${limit}` }] : []
  })
  const anys = files.reduce((total, { measures }) => total + measures.anys.length, 0)
  const allowed = Math.ceil(sum(files) / limits.linesPerAny)
  return anys > allowed
    ? [...tooLong, { rule: 'any', at: '.', what: `${anys} times any in ${sum(files)} lines, at most ${allowed}` }]
    : tooLong
}

/** An exemption that nothing needs any more would hide the next one. */
function idleExemptions(found: readonly Finding[], exempt: Exemptions): Finding[] {
  return Object.entries(exempt).flatMap(([rule, places]) =>
    places
      .filter((at) => !found.some((finding) => finding.rule === rule && finding.at === at))
      .map((at) => ({ rule: 'exemption', at, what: `is exempt from ${rule} but keeps it: remove it from size-exempt.json` })),
  )
}
