import { parseArgs } from 'node:util'
import { fail, type Installation, openInstallation } from '#kernel'
import type { Config } from '../config.ts'
import { modules } from '../modules.ts'

/** What every command can do with the terminal and the installation. */
export type Terminal = Readonly<{
  /** A result for people; nothing with `--json`. */
  say(line: string): void
  /** The result for programs, printed with `--json` only. */
  json(answer: unknown): void
  /** A line that replaces itself on a terminal; nothing elsewhere. */
  progress(line: string): void
  isJson: boolean
}>

export type Options = Readonly<Record<string, string | boolean | undefined>>
export type Command = Readonly<{
  /** As shown by help: `import <object> <file> --workspace <slug>`. */
  usage: string
  about: string
  options: Readonly<Record<string, { type: 'string' | 'boolean'; default?: boolean }>>
  /** Names of the words without dashes that must be given. */
  words: readonly string[]
  run(input: { words: readonly string[]; options: Options; terminal: Terminal; config: Config }): Promise<void>
}>

/** Wrong use: said in one line with the usage; exit code 2. */
export class WrongUse extends Error {}

/** Reads the arguments of a command. @throws WrongUse */
export function readArguments(command: Command, args: readonly string[]): { words: readonly string[]; options: Options } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...command.options, json: { type: 'boolean' } },
      allowPositionals: true,
      strict: true,
    })
    if (positionals.length < command.words.length) throw new WrongUse(`<${command.words[positionals.length]}> is missing`)
    if (positionals.length > command.words.length) throw new WrongUse(`"${positionals[command.words.length]}" is one word too many`)
    return { words: positionals, options: values as Options }
  } catch (error) {
    if (error instanceof WrongUse) throw error
    throw new WrongUse((error as Error).message)
  }
}

/** An option that must be given. @throws WrongUse */
export function need(options: Options, name: string): string {
  const value = options[name]
  if (typeof value !== 'string' || value === '') throw new WrongUse(`--${name} is missing`)
  return value
}

export function openTerminal(isJson: boolean): Terminal {
  const isScreen = process.stderr.isTTY === true
  return {
    isJson,
    say: (line) => {
      if (!isJson) process.stdout.write(`${line}\n`)
    },
    json: (answer) => {
      if (isJson) process.stdout.write(`${JSON.stringify(answer)}\n`)
    },
    progress: (line) => {
      if (isScreen && !isJson) process.stderr.write(`\r\u001b[K${line}`)
    },
  }
}

const quiet = { info() {}, warn() {} }

/** Runs on the installation of this data folder, running or stopped, and closes it again. */
export async function withInstallation<T>(
  config: Config,
  run: (installation: Installation) => Promise<T>,
  o: { migrate?: boolean } = {},
): Promise<T> {
  const installation = await openInstallation({
    dataDir: config.dataDir,
    databaseUrl: config.databaseUrl,
    clusters: config.clusters,
    standbys: config.standbys,
    secret: config.secret,
    publicUrl: config.publicUrl,
    modules,
    log: quiet,
    sendReset: () => {},
    embedded: 'share',
    ...o,
  })
  try {
    return await run(installation)
  } finally {
    await installation.close()
  }
}

/** The workspace a command names; the only one when it names none. @throws WrongUse, `kernel.not-found` */
export async function chosenWorkspace({ engine }: Installation, options: Options) {
  if (typeof options.workspace === 'string') return engine.workspace(options.workspace)
  const all = await engine.workspaces()
  if (all.length === 0) fail('kernel.not-found', { workspace: '' })
  if (all.length > 1) throw new WrongUse(`--workspace is missing; there are ${all.map((workspace) => workspace.slug).join(', ')}`)
  return all[0]!
}
