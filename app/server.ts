import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Logger } from 'pino'
import {
  type AccountLetter,
  type Backups,
  type Bulk,
  backupsDoor,
  buildHttp,
  bulkDoor,
  definitionsDoor,
  type Erasures,
  fileDoor,
  fillText,
  type Handovers,
  type HistoryWatch,
  handoverDoor,
  historyDoor,
  type Imports,
  type Installation,
  importsDoor,
  type Mailer,
  openBackups,
  openBulk,
  openErasures,
  openHandovers,
  openHistoryWatch,
  openImports,
  openInstallation,
  openJobs,
  openMailer,
  openNoticeLetters,
  openPosts,
  openRounds,
  openViewIndexes,
  personDoor,
  registerExports,
  StartProblem,
  startMaintenance,
  textOf,
  type ViewIndexes,
  viewIndexDoor,
} from '#kernel'
import { ensureWebBuilt } from '../scripts/build-web.ts'
import type { Config } from './config.ts'
import { leaveLetter } from './letters.ts'
import { openLog } from './logging.ts'
import { modules } from './modules.ts'

export type Server = Readonly<{ address: string; installation: Installation; close(): Promise<void> }>

const { version } = createRequire(import.meta.url)('../package.json') as { version: string }

/**
 * Starts everything: database, migration, engine, web app, and listens. Answers the address to open.
 *
 * @throws StartProblem in one line for what a person can mend: a busy port, an unwritable folder, an unreachable or too old database.
 */
export async function startServer(config: Config, o: { onEnd: (line: string) => void; log?: Logger }): Promise<Server> {
  const log = o.log ?? openLog(config.logLevel)
  const mailer = config.smtpUrl ? openMailer(config.smtpUrl) : null
  const [opened, built] = await Promise.allSettled([
    openInstallation({
      dataDir: config.dataDir,
      databaseUrl: config.databaseUrl,
      clusters: config.clusters,
      standbys: config.standbys,
      secret: config.secret,
      publicUrl: config.publicUrl,
      modules,
      log,
      embedded: 'own',
      sendReset: (letter) => void sendReset(letter).catch((error: unknown) => log.error({ err: error }, 'a letter could not be sent')),
      onDatabaseEnd: () => o.onEnd('the database ended by itself; its log is database.log in the data folder'),
    }),
    config.hasWebApp ? ensureWebBuilt({ log }) : null,
  ])
  if (opened.status === 'rejected') throw opened.reason
  const installation = opened.value
  if (built.status === 'rejected') {
    await installation.close()
    throw built.reason
  }
  const { engine, accounts, audit, live } = installation
  const background = await startBackground(installation, { config, mailer }, log)
  const app = await buildHttp({
    engine,
    accounts,
    audit,
    live,
    log,
    doors: doorsOf(background, config),
    gauges: background.history.gauges,
    // Loaded when wanted: its word lists take 170 MB.
    createDemo: async (locale, onProgress) => (await import('./demo/create-demo.ts')).createDemo(engine, locale, onProgress),
    config: {
      version,
      publicUrl: config.publicUrl,
      hasPublicUrl: config.hasPublicUrl,
      trustedProxies: config.trustedProxies,
      host: config.host,
      webRoot: built.value,
      requestsPerMinute: config.requestsPerMinute,
      guestRequestsPerMinute: config.guestRequestsPerMinute,
    },
  })
  const close = async () => {
    await withinMs(Promise.all([app.close(), background.stop()]), 10_000)
    mailer?.close()
    await installation.close()
  }
  try {
    await app.listen({ port: config.port, host: config.host })
  } catch (error) {
    await close()
    throw listenProblem(error as NodeJS.ErrnoException, config)
  }
  const { port } = app.server.address() as { port: number }
  return { address: config.hasPublicUrl ? config.publicUrl : config.publicUrl.replace(/:\d+$/, `:${port}`), installation, close }

  /** The letter goes out by mail; without a mail server it lies in the data folder, for the administrator to hand on. */
  async function sendReset({ kind, email, locale, ...values }: AccountLetter): Promise<void> {
    const text = (part: string) => fillText(textOf(modules, locale, `mail.${kind}.${part}`) ?? '', values, locale)
    const letter = { to: email, subject: text('subject'), text: text('text') }
    if (mailer) await mailer.send(letter)
    else
      log.info(
        { kind, file: await leaveLetter(join(config.dataDir, 'letters'), letter) },
        'no mail server is set (ZHIKE_SMTP_URL): the letter lies in a file',
      )
  }
}

type Background = Readonly<{
  imports: Imports
  bulk: Bulk
  handovers: Handovers
  backups: Backups
  indexes: ViewIndexes
  erasures: Erasures
  history: HistoryWatch
  stop(): Promise<void>
}>

/** What is served beside the records themselves. */
const doorsOf = (background: Background, { dataDir }: Config) => [
  bulkDoor(background.bulk),
  importsDoor(background.imports),
  definitionsDoor,
  handoverDoor(background.handovers),
  backupsDoor(background.backups),
  viewIndexDoor(background.indexes),
  historyDoor(background.history),
  registerExports,
  fileDoor(join(dataDir, 'files')),
  personDoor(join(dataDir, 'files'), background.erasures),
]

/** What goes on beside requests: jobs, imports, maintenance. */
async function startBackground(
  { engine, database, audit }: Installation,
  { config: { dataDir, backupsDir, publicUrl }, mailer }: Readonly<{ config: Config; mailer: Mailer | null }>,
  log: Logger,
): Promise<Background> {
  const imports = openImports({ engine, folder: join(dataDir, 'imports'), log })
  const backups = openBackups({ engine, folder: backupsDir, filesDir: join(dataDir, 'files'), product: version, log })
  const bulk = openBulk({ engine, log })
  const handovers = openHandovers({ engine, log })
  const indexes = openViewIndexes({ engine, log })
  const erasures = openErasures({ engine, audit, log, filesDir: join(dataDir, 'files'), importsDir: join(dataDir, 'imports') })
  const history = openHistoryWatch({ engine, log, filesDir: join(dataDir, 'files') })
  const rounds = openRounds({ engine, log })
  const posts = openPosts({ engine, mailer, publicUrl, log })
  const letters = mailer ? openNoticeLetters({ engine, send: mailer.send, publicUrl, log }) : null
  const handlers = {
    ...rounds.handlers,
    ...posts.handlers,
    ...letters?.handlers,
    ...imports.handlers,
    ...bulk.handlers,
    ...handovers.handlers,
    ...backups.handlers,
    ...indexes.handlers,
    ...erasures.handlers,
    ...history.handlers,
  }
  const jobs = await openJobs({ database, handlers, log })
  await jobs.start()
  const stopImports = imports.start(jobs)
  handovers.start(jobs)
  erasures.start(jobs)
  audit.start(() => engine.workspaces())
  const stopBulk = bulk.start(jobs)
  const stopBackups = backups.start(jobs)
  const stopIndexes = indexes.start(jobs)
  const stopHistory = history.start(jobs)
  const stopRounds = rounds.start(jobs)
  const stopPosts = posts.start(jobs)
  const stopLetters = letters?.start(jobs)
  const stopMaintenance = startMaintenance({ engine, database, audit, log })
  return {
    imports,
    bulk,
    backups,
    handovers,
    indexes,
    erasures,
    history,
    async stop() {
      stopRounds()
      stopPosts()
      stopLetters?.()
      stopHistory()
      stopIndexes()
      stopMaintenance()
      stopImports()
      stopBulk()
      stopBackups()
      await jobs.stop()
    },
  }
}

function listenProblem(error: NodeJS.ErrnoException, { port, host }: Config): unknown {
  if (error.code === 'EADDRINUSE')
    return new StartProblem(`Port ${port} on ${host} is taken by another program; set PORT to a free one.`, error)
  if (error.code === 'EACCES') return new StartProblem(`Port ${port} may not be used by this user; set PORT to one above 1023.`, error)
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return new StartProblem(`HOST is "${host}", which is no address of this machine.`, error)
  return error
}

/** Waits for the end, but no longer than this. */
async function withinMs(work: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  await Promise.race([work, new Promise((resolve) => (timer = setTimeout(resolve, ms)))])
  clearTimeout(timer)
}
