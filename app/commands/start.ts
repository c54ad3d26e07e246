import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { type Server, startServer } from '../server.ts'
import type { Command, Terminal } from './command.ts'

/** `zhike start`: serves until it is told to stop. */
export const start: Command = {
  usage: 'start',
  about: 'start everything and print the address',
  words: [],
  options: {},
  run: ({ terminal, config }) => serve(config, terminal, async () => {}),
}

/** `zhike demo`: the same with the demo company in a folder that is thrown away afterwards. */
export const demo: Command = {
  usage: 'demo [--locale zh-CN|zh-TW|en]',
  about: 'start with a demo company in a throw-away data folder',
  words: [],
  options: { locale: { type: 'string' } },
  async run({ options, terminal, config }) {
    const dataDir = await mkdtemp(join(tmpdir(), 'zhike-demo-'))
    try {
      const { prepareDemo } = await import('./prepare-demo.ts')
      await serve({ ...config, dataDir, databaseUrl: undefined }, terminal, (server) => prepareDemo(server, options, terminal))
    } finally {
      await rm(dataDir, { recursive: true, force: true })
    }
  },
}

async function serve(config: Config, terminal: Terminal, afterStart: (server: Server) => Promise<void>): Promise<void> {
  const ended = Promise.withResolvers<string | null>()
  let running: Server | undefined
  onStop(
    () => ended.resolve(null),
    () => void Promise.resolve(running?.installation.close()).finally(() => process.exit(1)),
  )
  const server = await startServer(config, { onEnd: (line) => ended.resolve(line) })
  running = server
  try {
    await afterStart(server)
    terminal.say(`Zhike is ready: ${server.address}`)
    terminal.json({ address: server.address })
    const reason = await ended.promise
    if (reason !== null) {
      process.stderr.write(`zhike: ${reason}\n`)
      process.exitCode = 1
    }
  } finally {
    await server.close()
  }
}

const oneCallMs = 1_000

/**
 * Whoever asks to stop is given time for open work; whoever asks again is not, but the database is never left behind.
 * A terminal and `timeout` tell the whole group, so that one call arrives twice: what comes within a second is the same one.
 */
function onStop(stop: () => void, atOnce: () => void): void {
  let firstMs: number | undefined
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (firstMs === undefined) stop()
      else if (Date.now() - firstMs > oneCallMs) atOnce()
      firstMs ??= Date.now()
    })
  }
}
