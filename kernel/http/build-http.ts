import { type IncomingMessage, STATUS_CODES } from 'node:http'
import { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest, fastify, LogController } from 'fastify'
import { secondFactorRoutes } from '../accounts/factors/routes.ts'
import { approvalRoutes } from '../approvals/routes.ts'
import { auditAnswers } from '../audit/http-audit.ts'
import { auditRoutes } from '../audit/routes.ts'
import { toFault } from '../db/errors.ts'
import { duplicateRoutes } from '../duplicates/routes.ts'
import { Fault, fail } from '../model/fault.ts'
import { newId } from '../model/uuid.ts'
import { noticeRoutes } from '../notices/routes.ts'
import { revealRoutes } from '../sealing/routes.ts'
import { type Asker, findAsker, readerLocale, tellSeen } from './asker.ts'
import { defineRoutes } from './define/routes.ts'
import type { HttpDeps } from './deps.ts'
import { guestDoors } from './guest-doors.ts'
import { securityHeaders } from './headers.ts'
import { readJson } from './json-body.ts'
import { type Limit, openLimit, shareLimits } from './limits.ts'
import { openMetrics } from './metrics.ts'
import { assertKnownHost, assertOwnOrigin } from './origin.ts'
import { type Reader, toBareProblem, toProblem } from './problems.ts'
import { actionRoutes } from './routes/actions.ts'
import { changeRoutes } from './routes/changes.ts'
import { docsRoutes } from './routes/docs.ts'
import { healthRoutes } from './routes/health.ts'
import { invitationRoutes } from './routes/invitations.ts'
import { keyRoutes } from './routes/keys.ts'
import { mergeRoutes } from './routes/merge.ts'
import { metaRoutes } from './routes/meta.ts'
import { passkeyRoutes } from './routes/passkeys.ts'
import { providerRoutes } from './routes/providers.ts'
import { questionRoutes } from './routes/questions.ts'
import { recordRoutes } from './routes/records.ts'
import { roleRoutes } from './routes/roles.ts'
import { sessionRoutes } from './routes/session.ts'
import { setupRoutes } from './routes/setup.ts'
import { sharingRoutes } from './routes/sharing.ts'
import { signInRoutes } from './routes/sign-in.ts'
import { streamRoutes } from './routes/stream.ts'
import { versionRoutes } from './routes/versions.ts'
import { viewRoutes } from './routes/views.ts'
import { webApp } from './web-app.ts'
import { openWorkspaceList, type WorkspaceList } from './workspace-list.ts'

type Inner = HttpDeps & Readonly<{ workspaces: WorkspaceList; people: Limit; guests: Limit }>

const mostBodyBytes = 5 * 1024 * 1024

/** The HTTP side of an installation: API, live updates, API document, health, web app. Not listening yet. */
export async function buildHttp(deps: HttpDeps): Promise<FastifyInstance> {
  const { config } = deps
  const isHttps = config.publicUrl.startsWith('https:')
  const app = fastify({
    loggerInstance: deps.log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: newId,
    requestIdHeader: false,
    bodyLimit: mostBodyBytes,
    // Filters stand in the address; one with a thousand ids takes 40 KB.
    http: { maxHeaderSize: 128 * 1024 },
    trustProxy: config.trustedProxies.length > 0 ? [...config.trustedProxies] : false,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    // Addresses that can not even be read.
    frameworkErrors: (error, request, reply) => void answerError(deps, error, { request: request as never, reply: reply as never }),
    routerOptions: { maxParamLength: 200, caseSensitive: true },
  }) as unknown as FastifyInstance
  app.decorateRequest('asker', null)
  app.decorateRequest('aboutObject', undefined)
  app.setErrorHandler((error: unknown, request, reply) => answerError(deps, error, { request, reply }))
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    assertKnownHost(request, config)
  })
  await securityHeaders(app, { isHttps })
  logRequests(app)
  jsonOnly(app)
  const counts = { streams: () => 0 }
  const metrics = openMetrics(app, deps.engine.database, [
    { name: 'zhike_known_callers', help: 'Sessions and keys in use within the last minute.', read: deps.accounts.knownCallers },
    { name: 'zhike_open_streams', help: 'Browsers that listen for changes.', read: () => counts.streams() },
    ...(deps.gauges ?? []),
  ])
  healthRoutes(app, deps, metrics)
  await docsRoutes(app)
  const workspaces = openWorkspaceList(deps.engine.database.control)
  const inner = { ...deps, workspaces, ...(await openLimits(app, deps)) }
  await app.register(async (api) => void (counts.streams = await apiRoutes(api, inner)), { prefix: '/api/v1' })
  await guestDoors(app, inner)
  await webApp(app, config.webRoot)
  return app
}

async function apiRoutes(api: FastifyInstance, deps: Inner): Promise<() => number> {
  askFirst(api, deps)
  auditAnswers(api, deps)
  sessionRoutes(api, deps)
  secondFactorRoutes(api, deps)
  passkeyRoutes(api, deps)
  providerRoutes(api, deps)
  signInRoutes(api, deps)
  setupRoutes(api, deps)
  invitationRoutes(api, deps)
  keyRoutes(api, deps)
  auditRoutes(api, deps)
  metaRoutes(api, deps)
  roleRoutes(api, deps)
  defineRoutes(api, deps)
  viewRoutes(api, deps)
  const streams = streamRoutes(api, deps)
  questionRoutes(api, deps)
  sharingRoutes(api, deps)
  changeRoutes(api, deps)
  versionRoutes(api, deps)
  revealRoutes(api, deps)
  noticeRoutes(api, deps)
  mergeRoutes(api, deps)
  duplicateRoutes(api, deps)
  approvalRoutes(api, deps)
  actionRoutes(api, deps)
  recordRoutes(api, deps)
  for (const door of deps.doors ?? []) await door(api, deps)
  return streams.count
}

/** How many calls are let through, by person and by address of guests. */
async function openLimits(app: FastifyInstance, { config, engine, log }: HttpDeps): Promise<Record<'people' | 'guests', Limit>> {
  const limits = { people: openLimit(config.requestsPerMinute), guests: openLimit(config.guestRequestsPerMinute) }
  const stop = await shareLimits(engine.database, limits, (error) => log.warn({ err: error }, 'other processes could not be told of calls'))
  app.addHook('preClose', stop)
  return limits
}

/** Before a body is read: where the call comes from, who asks, and whether it is one too many. */
function askFirst(api: FastifyInstance, deps: Inner): void {
  const { config, people, guests } = deps
  api.addHook('onSend', async (request, reply, payload) => {
    tellSeen(deps.engine, request, reply)
    return payload
  })
  api.addHook('onRequest', async (request, reply) => {
    assertOwnOrigin(request, config)
    reply.header('cache-control', 'no-store')
    // An unknown address has no route to allow anything: it is answered as not found whoever asks.
    const isOpen = request.routeOptions.config.isOpen === true || request.is404
    if (isOpen) guests.take(request.ip)
    const asker = await findAsker(deps, request, reply).catch((error: unknown) => {
      if (isOpen && error instanceof Fault) return null
      throw error
    })
    request.asker = asker
    if (isOpen) return
    if (!asker) {
      guests.take(request.ip)
      fail('kernel.unauthenticated')
    }
    if (asker.session.actor.seenBy && !reads(request)) fail('kernel.seeing-as')
    people.take(`${asker.session.workspace.id} ${asker.session.actor.memberId}`)
    assertReady(request, asker)
  })
}

const reads = ({ method, routeOptions }: FastifyRequest): boolean =>
  method === 'GET' || method === 'HEAD' || routeOptions.config.isReading === true

/**
 * @throws `kernel.second-factor-needed` while one is asked for; `kernel.forbidden` for keys at a person's own affairs, and for keys with limits at calls
 * whose rights are not asked for object by object.
 */
function assertReady(request: FastifyRequest, { caller, session, needs }: Asker): void {
  const { config, url = '' } = request.routeOptions
  if (needs && config.isBefore !== true) fail('kernel.second-factor-needed', { setUp: needs === 'second-factor' })
  if (config.isPersonal === true && session.actor.seenBy) fail('kernel.forbidden')
  if (caller.kind !== 'key') return
  if (config.isPersonal === true) fail('kernel.forbidden', { reason: 'not-by-key' })
  const isAsked = request.method === 'GET' || request.method === 'HEAD' || askedByObject.test(url)
  if (caller.limits && !isAsked) fail('kernel.forbidden', { reason: 'key-limits' })
}

/** Calls that write and ask for rights object by object. */
const askedByObject = /^\/api\/v1\/(:plural(\/aggregate|\/:id(\/restore|\/:action)?)?|actions\/:action)$/

function jsonOnly(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (_request: FastifyRequest, body: Buffer) => readJson(body))
}

/** One line per answer: what was called and how it went, by pattern, without query, body or address. What only reads is told at debug level. */
function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const line = {
      method: request.method,
      route: request.routeOptions.url ?? null,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      ...(request.asker ? { workspace: request.asker.session.workspace.slug, member: request.asker.session.actor.memberId } : {}),
    }
    if (reply.statusCode >= 500) request.log.warn(line, 'answered')
    else if (request.method === 'GET' || request.method === 'HEAD') request.log.debug(line, 'answered')
    else request.log.info(line, 'answered')
  })
}

async function answerError(
  deps: HttpDeps,
  error: unknown,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): Promise<FastifyReply> {
  const workspace = request.asker?.session.workspace
  const catalog = workspace ? await deps.engine.catalogOf(workspace).catch(() => undefined) : undefined
  const reader: Reader = {
    modules: deps.engine.modules,
    locale: readerLocale(request),
    requestId: request.id,
    catalog,
    object: request.aboutObject,
  }
  const fault = toFault(error, () => undefined) ?? framework(error as FastifyError)
  if (fault?.code === 'kernel.too-large') await readAway(request.raw)
  if (!fault) request.log.error({ err: error, route: request.routeOptions.url }, 'unexpected')
  // A refusal that discloses something is noted, any other is not.
  request.auditKind = fault?.details.told ? 'reveal' : undefined
  if (request.auditKind) request.auditDetail = fault!.details.told as Readonly<Record<string, unknown>>
  const problem = fault ? toProblem(fault, reader) : toBareProblem(reader)
  if (problem.status >= 500 && fault) request.log.error({ err: error, route: request.routeOptions.url }, 'not available')
  if (problem.retryAfterSeconds !== undefined) reply.header('retry-after', problem.retryAfterSeconds)
  // As text: a content type with +json would be serialised again.
  return reply.code(problem.status).header('content-type', 'application/problem+json; charset=utf-8').send(JSON.stringify(problem.body))
}

const mostReadAwayBytes = 128 * 1024 * 1024

/**
 * Reads the rest of a body that is too large and forgets it: many programs first send everything and only then look for an answer. Ends
 * early for what is larger still, or slow.
 */
async function readAway(body: IncomingMessage): Promise<void> {
  if (body.readableEnded || body.destroyed) return
  const done = Promise.withResolvers<void>()
  let bytes = 0
  const timer = setTimeout(done.resolve, 10_000)
  body.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > mostReadAwayBytes) done.resolve()
  })
  body
    .once('end', done.resolve)
    .once('error', () => done.resolve())
    .once('close', done.resolve)
  body.resume()
  await done.promise
  clearTimeout(timer)
}

/** What the framework itself refuses. */
function framework(error: FastifyError): Fault | undefined {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Fault('kernel.too-large', { reason: 'bytes', max: mostBodyBytes })
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new Fault('kernel.wrong-content-type')
  if (error.statusCode === 404) return new Fault('kernel.not-found')
  if (error.statusCode === 413) return new Fault('kernel.too-large', { reason: 'bytes', max: mostBodyBytes })
  const isTheirs =
    typeof error.statusCode === 'number' && error.statusCode >= 400 && error.statusCode < 500 && error.code?.startsWith('FST_')
  return isTheirs ? new Fault('kernel.bad-request', { what: STATUS_CODES[error.statusCode!] }) : undefined
}
