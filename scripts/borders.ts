import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export type Trespass = Readonly<{ rule: string; from: string; to: string }>
export type BorderReport = Readonly<{ analysed: number; trespasses: readonly Trespass[] }>

type CruiseAnswer = {
  modules: { source: string }[]
  summary: { violations: { rule: { name: string }; from: string; to: string }[] }
}

/** The two passes: imports as written, and what is left of them once types are erased. */
export const borderPasses = ['.dependency-cruiser.cjs', '.dependency-cruiser.values.cjs'] as const
export type BorderPass = (typeof borderPasses)[number]

const ruled = ['kernel', 'modules', 'app', 'bench', 'scripts', 'journeys']
const projectRoot = fileURLToPath(new URL('..', import.meta.url))

const cruiser = join(projectRoot, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')

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
  return {
    analysed: answer.modules.filter(({ source }) => ruled.some((folder) => source.startsWith(`${folder}/`))).length,
    trespasses: answer.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
  }
}
