import { spawn } from 'node:child_process'
import { borderPasses, crossBorders } from './borders.ts'
import { checkSize, type Finding } from './check-size.ts'
import { checkTexts } from './check-texts.ts'
import { projectRoot } from './source-files.ts'

/** What one check has to say; no complaint means it passed. */
type Verdict = Readonly<{ passed: string; complaints: readonly string[] }>

const tool = (path: string, ...args: string[]) =>
  new Promise<{ code: number; text: string }>((resolve, reject) => {
    const child = spawn(process.execPath, [`node_modules/${path}`, ...args], { cwd: projectRoot, stdio: ['ignore', 'pipe', 'pipe'] })
    let text = ''
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part: string) => (text += part))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, text }))
  })

async function types(): Promise<Verdict> {
  const { code, text } = await tool('typescript/bin/tsc', '-p', 'tsconfig.json', '--pretty', 'false')
  return { passed: 'no type error', complaints: code === 0 ? [] : text.trim().split('\n') }
}

async function lint(): Promise<Verdict> {
  const { code, text } = await tool('@biomejs/biome/bin/biome', 'check', '.', '--max-diagnostics=200', '--reporter=github', '--colors=off')
  const lines = text.split('\n').flatMap((line) => {
    const [, level, place, message] = line.match(/^::(error|warning) (.*?)::(.*)$/) ?? []
    const [file, at, title] = ['file', 'line', 'title'].map((name) => place?.match(new RegExp(`(?:^|,)${name}=([^,]*)`))?.[1])
    return level === 'error' ? [`${file?.replace(projectRoot, '')}:${at} ${title}: ${message}`] : []
  })
  return { passed: 'lint rules kept, all formatted', complaints: code === 0 ? [] : lines.length > 0 ? lines : [text.trim()] }
}

async function borders(): Promise<Verdict> {
  const reports = await Promise.all(borderPasses.map(async (pass) => ({ pass, ...(await crossBorders(pass)) })))
  const blind = reports.filter(({ analysed }) => analysed === 0).map(({ pass }) => `${pass} read no file at all`)
  const trespasses = reports.flatMap((report) => report.trespasses.map(({ rule, from, to }) => `${rule}: ${from} → ${to}`))
  return { passed: `import rules kept by ${reports[0]?.analysed} files`, complaints: [...blind, ...new Set(trespasses)] }
}

const toLine = ({ rule, at, line, what }: Finding) => `${rule}: ${at}${line ? ` (line ${line})` : ''} ${what}`

const sizes = async (): Promise<Verdict> => ({ passed: 'sizes and names within the house style', complaints: checkSize().map(toLine) })
const texts = async (): Promise<Verdict> => ({ passed: 'three languages complete', complaints: (await checkTexts()).map(toLine) })

const checks = { types, lint, borders, sizes, texts }

/** How many checks passed and failed; one line each on standard output, complaints below. */
export async function runChecks(): Promise<{ passed: number; failed: number }> {
  const tally = { passed: 0, failed: 0 }
  for (const [name, check] of Object.entries(checks)) {
    const begin = performance.now()
    const { passed, complaints } = await check().catch(
      (error: Error): Verdict => ({ passed: '', complaints: [error.stack ?? error.message] }),
    )
    const seconds = ((performance.now() - begin) / 1000).toFixed(1)
    const verdict = complaints.length === 0 ? `ok    ${passed}` : `WRONG ${complaints.length} found`
    console.log(`${name.padEnd(8)}${verdict} (${seconds} s)`)
    for (const complaint of complaints) console.log(`  ${complaint}`)
    tally[complaints.length === 0 ? 'passed' : 'failed'] += 1
  }
  return tally
}

if (import.meta.main) process.exitCode = (await runChecks()).failed > 0 ? 1 : 0
