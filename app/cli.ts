import { Fault, StartProblem } from '#kernel'
import { type Command, openTerminal, readArguments, WrongUse } from './commands/command.ts'
import { textOfFault } from './commands/fault-text.ts'
import { readConfig } from './config.ts'

const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./commands/start.ts')).start,
  demo: async () => (await import('./commands/start.ts')).demo,
  setup: async () => (await import('./commands/setup.ts')).setup,
  key: async () => (await import('./commands/key.ts')).key,
  keys: async () => (await import('./commands/keys.ts')).keys,
  'sign-in-link': async () => (await import('./commands/sign-in-link.ts')).signInLink,
  import: async () => (await import('./commands/import.ts')).importFile,
  export: async () => (await import('./commands/export.ts')).exportFile,
  undo: async () => (await import('./commands/undo.ts')).undo,
  backup: async () => (await import('./commands/backup.ts')).backup,
  restore: async () => (await import('./commands/restore.ts')).restore,
  migrate: async () => (await import('./commands/migrate.ts')).migrate,
  sql: async () => (await import('./commands/sql.ts')).explainQuestion,
  doctor: async () => (await import('./commands/doctor.ts')).doctor,
}

/** Runs one command line; answers the exit code: 0 done, 1 failed with nothing half-done, 2 wrong use. */
export async function runCommand(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args
  if (name === undefined || ['help', '--help', '-h'].includes(name)) {
    await help()
    return name === undefined ? 2 : 0
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!load) return complain(2, `zhike ${name}: no such command; see zhike help`)
  const command = await load()
  if (rest.includes('--help')) {
    process.stdout.write(`zhike ${command.usage}\n  ${command.about}\n`)
    return 0
  }
  try {
    const { words, options } = readArguments(command, rest)
    await command.run({ words, options, terminal: openTerminal(options.json === true), config: readConfig(process.env) })
    return Number(process.exitCode ?? 0)
  } catch (error) {
    if (error instanceof WrongUse) return complain(2, `zhike ${name}: ${error.message}\nusage: zhike ${command.usage}`)
    if (error instanceof StartProblem) return complain(error.exitCode, `zhike: ${error.line}`)
    if (error instanceof Fault) return complain(1, `zhike ${name}: ${textOfFault(error)}`)
    return complain(1, `zhike ${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  }
}

function complain(code: number, text: string): number {
  process.stderr.write(`${text}\n`)
  return code
}

async function help(): Promise<void> {
  process.stdout.write('Zhike 知客, a customer relationship management system for your own machine\n\n')
  for (const load of Object.values(commands)) {
    const command = await load()
    process.stdout.write(`  zhike ${command.usage}\n      ${command.about}\n`)
  }
  process.stdout.write(
    '\nEvery command takes --json. Settings come from the environment: ZHIKE_DATA, ZHIKE_BACKUPS, PORT, HOST, DATABASE_URL, ZHIKE_CLUSTERS, ZHIKE_REPLICA_URLS, ZHIKE_PUBLIC_URL, ZHIKE_TRUSTED_PROXIES, ZHIKE_SECRET, ZHIKE_SMTP_URL, ZHIKE_LOG.\n',
  )
}
