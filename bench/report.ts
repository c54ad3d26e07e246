import { mkdir, writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import type { Figure, LaneFigure } from './figure.ts'

export type Section = Readonly<{ name: string; figures: readonly Figure[]; error?: string }>
export type Report = Readonly<{ at: string; rows: number; machine: string; sections: readonly Section[] }>

export const machine = (): string =>
  `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`

const ms = (value: number): string => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2))
const lane = (figure: LaneFigure | null): string => (figure ? `${ms(figure.medianMs)} / ${ms(figure.p95Ms)}` : '')
const rate = (figure: LaneFigure | null): string =>
  figure ? (figure.perSecond >= 10 ? figure.perSecond.toFixed(0) : figure.perSecond.toFixed(2)) : ''
const verdict = ({ isMet }: Figure): string => (isMet === null ? '' : isMet ? 'met' : 'MISSED')

const heads = ['work', 'zhike ms p50 / p95', 'bare ms p50 / p95', 'bare over HTTP', 'zhike /s', 'bare /s', 'measured', 'budget', '']
const cells = (figure: Figure): string[] => [
  figure.work,
  lane(figure.zhike),
  lane(figure.bare),
  lane(figure.door ?? null),
  rate(figure.zhike),
  rate(figure.bare),
  figure.measured,
  figure.budget ?? '',
  verdict(figure),
]

/** Width on a terminal: Chinese characters take two places. */
const widthOf = (text: string): number => [...text].reduce((sum, letter) => sum + (/[\u2e80-\u9fff\uff00-\uffef]/.test(letter) ? 2 : 1), 0)

export function toTable(sections: readonly Section[]): string {
  const lines = sections.flatMap(({ name, figures, error }) => [
    [`[${name}]`],
    ...figures.map(cells),
    ...(error ? [[`  failed: ${error}`]] : []),
  ])
  const widths = heads.map((head, i) =>
    Math.max(widthOf(head), ...lines.filter((line) => line.length > 1).map((line) => widthOf(line[i] ?? ''))),
  )
  return [heads, ...lines]
    .map((line) =>
      line
        .map((cell, i) => cell + ' '.repeat(Math.max(0, widths[i]! - widthOf(cell))))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** The table for the documents. */
export function toMarkdown({ at, rows, machine: on, sections }: Report): string {
  const row = (line: readonly string[]) => `| ${line.join(' | ')} |`
  const figures = sections.flatMap((section) => section.figures)
  return [
    `Measured ${at.slice(0, 10)} with ${rows.toLocaleString('en')} accounts, contacts and opportunities each, on ${on}; server, database and load on the same machine.`,
    '',
    row(heads.map((head) => head || 'result')),
    row(heads.map(() => '---')),
    ...figures.map((figure) => row(cells(figure))),
    '',
  ].join('\n')
}

/** Keeps the figures of a run; answers the file. */
export async function keepReport(report: Report): Promise<string> {
  const folder = join(import.meta.dirname, 'results')
  await mkdir(folder, { recursive: true })
  const file = join(folder, `${report.at.slice(0, 19).replaceAll(':', '-')}.json`)
  await writeFile(file, `${JSON.stringify(report, null, 2)}\n`)
  return file
}
