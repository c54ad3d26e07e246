import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { cases } from './cases.ts'
import { keepReport, machine, type Report, type Section, toMarkdown, toTable } from './report.ts'
import { openStand } from './stand.ts'

const usage = `npm run bench -- [--rows 1000000] [--only ${Object.keys(cases).join(',')}] [--keep] [--markdown <file>] [--node-args <text>]`

type Wanted = Readonly<{ rows: number; names: readonly string[]; keep: boolean; markdown: string | undefined; nodeArgs: readonly string[] }>

function readArguments(): Wanted {
  const { values } = parseArgs({
    options: {
      rows: { type: 'string' },
      only: { type: 'string' },
      keep: { type: 'boolean' },
      markdown: { type: 'string' },
      'node-args': { type: 'string' },
    },
  })
  const rows = Number(values.rows ?? 1_000_000)
  if (!Number.isSafeInteger(rows) || rows < 1_000) throw new Error('--rows takes a whole number from 1000')
  const names = values.only ? values.only.split(',') : Object.keys(cases)
  const unknown = names.find((name) => !Object.hasOwn(cases, name))
  if (unknown !== undefined) throw new Error(`--only knows no case ${unknown}`)
  return { rows, names, keep: values.keep === true, markdown: values.markdown, nodeArgs: values['node-args']?.split(' ') ?? [] }
}

async function run(wanted: Wanted): Promise<Report> {
  const dataDir = resolve(process.env.ZHIKE_BENCH_DATA ?? join(import.meta.dirname, 'data'))
  await mkdir(dataDir, { recursive: true })
  const log = (line: string) => void process.stderr.write(`${line}\n`)
  const stand = await openStand({ dataDir, rows: wanted.rows, log, nodeArgs: wanted.nodeArgs })
  const sections: Section[] = []
  try {
    for (const name of wanted.names) {
      log(`[${name}]`)
      const section = await sectionOf(name, () => cases[name]!(stand, { log: (line) => log(`  ${line}`) }))
      for (const line of toTable([section]).split('\n').slice(2)) log(line)
      sections.push(section)
    }
  } finally {
    await stand.close()
    if (!wanted.keep) await rm(dataDir, { recursive: true, force: true })
  }
  return { at: new Date().toISOString(), rows: wanted.rows, machine: machine(), sections }
}

/** One failing case does not take the figures of the others along. */
async function sectionOf(name: string, measure: () => Promise<Section['figures']>): Promise<Section> {
  try {
    return { name, figures: await measure() }
  } catch (error) {
    process.exitCode = 1
    process.stderr.write(`${(error as Error).stack}\n`)
    return { name, figures: [], error: (error as Error).message }
  }
}

try {
  const wanted = readArguments()
  const report = await run(wanted)
  process.stdout.write(`${toTable(report.sections)}\n`)
  process.stderr.write(`${await keepReport(report)}\n`)
  if (wanted.markdown) await writeFile(wanted.markdown, toMarkdown(report))
} catch (error) {
  process.stderr.write(`bench: ${(error as Error).message}\n${usage}\n`)
  if (process.env.ZHIKE_LOG === 'debug') process.stderr.write(`${(error as Error).stack}\n`)
  process.exitCode = 2
}
