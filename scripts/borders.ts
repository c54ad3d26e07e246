import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export type Trespass = Readonly<{ rule: string; from: string; to: string }>
export type BorderReport = Readonly<{ analysed: number; trespasses: readonly Trespass[] }>

type Module = Readonly<{ source: string; dependencies: readonly Readonly<{ resolved: string }>[] }>
type CruiseAnswer = {
  modules: Module[]
  summary: { violations: { rule: { name: string }; from: string; to: string }[] }
}

const valuesPass = '.dependency-cruiser.values.cjs'
/** The two passes: imports as written, and what is left of them once types are erased. */
export const borderPasses = ['.dependency-cruiser.cjs', valuesPass] as const
export type BorderPass = (typeof borderPasses)[number]

const ruled = ['kernel', 'modules', 'app', 'bench', 'scripts', 'journeys']
const projectRoot = fileURLToPath(new URL('..', import.meta.url))

const cruiser = join(projectRoot, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')

/** A field type's server half may build SQL; it counts for neither side, and a chain through it is followed to its end. */
const serverHalf = /^kernel\/model\/field-types(\.ts$|\/(?!.*\.web\.tsx?$))/
const browser = /^kernel\/(model|web)\/|^modules\/[^/]+\/(objects|rules|web)\/|^app\/web(\/|\.tsx$)|\.web\.tsx?$/
const server =
  /^(kernel\/(?!model\/|web\/|locales\/)|modules\/[^/]+\/(?!objects\/|rules\/|web\/|locales\/)|app\/(?!web[./])|bench\/).*\.ts$/
const drawn = /(^(kernel|modules\/[^/]+|app)\/web\/.*\.tsx?$|^app\/web\.tsx$|\.web\.tsx?$)/

type ReachRule = Readonly<{ name: string; from: (path: string) => boolean; to: (path: string) => boolean }>

/** What may not be reached along any chain of imports. A button may take its types from an action; not one line of it reaches the browser. */
const reachRules: readonly ReachRule[] = [
  {
    name: 'browser-reaches-no-server-code',
    from: (path) => browser.test(path) && !serverHalf.test(path),
    to: (path) => server.test(path),
  },
  { name: 'server-reaches-no-browser-code', from: (path) => server.test(path), to: (path) => drawn.test(path) },
]

/** Every forbidden file that is reached, once, with the file of the rule's side that a shortest chain to it begins in. */
function reached(modules: readonly Module[], { name, from, to }: ReachRule): Trespass[] {
  const links = new Map(modules.map(({ source, dependencies }) => [source, dependencies.map(({ resolved }) => resolved)]))
  const starts = modules.map(({ source }) => source).filter(from)
  const origin = new Map(starts.map((path) => [path, path]))
  const waiting = [...starts]
  for (const path of waiting)
    for (const next of links.get(path) ?? []) {
      if (origin.has(next)) continue
      origin.set(next, origin.get(path)!)
      waiting.push(next)
    }
  return [...origin].filter(([path]) => to(path)).map(([path, start]) => ({ rule: name, from: start, to: path }))
}

const output = (command: string, args: readonly string[], cwd: string) =>
  new Promise<string>((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    let complaint = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text))
    child.on('error', reject)
    child.on('close', () => (out.startsWith('{') ? resolve(out) : reject(new Error(`dependency-cruiser: ${(complaint || out).trim()}`))))
  })

/**
 * What one pass finds in the tree at `root`, with the number of modules of that tree it really read.
 *
 * Zero analysed modules is no success: a compiler the tool does not know makes it read nothing and pass.
 */
export async function crossBorders(pass: BorderPass, root: string = projectRoot): Promise<BorderReport> {
  const folders = ruled.filter((folder) => existsSync(join(root, folder)))
  const json = await output(process.execPath, [cruiser, ...folders, '--config', pass, '--output-type', 'json'], root)
  const answer = JSON.parse(json) as CruiseAnswer
  const chains = pass === valuesPass ? reachRules.flatMap((rule) => reached(answer.modules, rule)) : []
  return {
    analysed: answer.modules.filter(({ source }) => ruled.some((folder) => source.startsWith(`${folder}/`))).length,
    trespasses: [...answer.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })), ...chains],
  }
}
