import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { system } from '../access/define-access.ts'
import type { Work } from '../actions/define-action.ts'
import { fail } from '../model/fault.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import { readerLocale } from './asker.ts'
import type { HttpDeps } from './deps.ts'
import { newNonce } from './headers.ts'
import type { Limit } from './limits.ts'
import type { Reader } from './problems.ts'
import { toFacts, type WorkspaceList } from './workspace-list.ts'

/** One call of somebody who has not signed in, below a path that a module answers. */
export type GuestCall = Readonly<{
  method: string
  workspace: WorkspaceFacts
  /** The last part of the address. */
  key: string
  query: Readonly<Record<string, string | undefined>>
  body: Readonly<Record<string, unknown>>
  headers: IncomingHttpHeaders
  /** Address that the call comes from. */
  ip: string
  /** Where browsers find this installation, without a path. */
  origin: string
  /** For styles and scripts that stand in a page. */
  nonce: string
  /** In whose words to answer. */
  reader: Reader
  /** One piece of work of the system, for this reason: what a guest may do is the door's to say. */
  work<T>(reason: string, run: (work: Work) => Promise<T>): Promise<T>
  /** The same for the same text in every process of this installation; nobody outside can make it. */
  mark(text: string): string
}>
/** `headers` replace those every answer carries; an empty one takes it away. */
export type GuestAnswer = Readonly<{ status?: number; headers?: Readonly<Record<string, string>>; body?: string | Buffer }>

/** What a module answers to callers who have not signed in: `‹path›/‹workspace›/‹key›`, by GET, POST and OPTIONS, JSON or the form of a page. */
export type GuestDoor = Readonly<{ path: `/${string}`; answer(call: GuestCall): Promise<GuestAnswer> }>

type Deps = HttpDeps & Readonly<{ workspaces: WorkspaceList; guests: Limit }>

export async function guestDoors(app: FastifyInstance, deps: Deps): Promise<void> {
  await app.register(async (open) => {
    open.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, async (_request: unknown, text: string) => {
      const body = new Map<string, string>()
      for (const [name, value] of new URLSearchParams(text)) body.set(name, body.has(name) ? `${body.get(name)};${value}` : value)
      return Object.fromEntries(body)
    })
    for (const door of deps.engine.modules.flatMap(({ guestDoors: doors }) => doors))
      open.route({
        method: ['GET', 'POST', 'OPTIONS'],
        url: `${door.path}/:workspace/:key`,
        handler: async (request, reply) => send(reply, await door.answer(await callOf(deps, request))),
      })
  })
}

async function callOf(deps: Deps, request: FastifyRequest): Promise<GuestCall> {
  const { engine, config, workspaces } = deps
  deps.guests.take(request.ip)
  const { workspace: slug, key } = request.params as { workspace: string; key: string }
  const workspace = toFacts((await workspaces.bySlug(slug)) ?? fail('kernel.not-found', { workspace: slug }))
  const reader: Reader = {
    modules: engine.modules,
    locale: readerLocale(request),
    requestId: request.id,
    catalog: await engine.catalogOf(workspace),
  }
  const { body } = request
  return {
    method: request.method,
    workspace,
    key,
    query: request.query as GuestCall['query'],
    body: typeof body === 'object' && body !== null ? (body as GuestCall['body']) : {},
    headers: request.headers,
    ip: request.ip,
    origin: config.hasPublicUrl ? new URL(config.publicUrl).origin : `${request.protocol}://${request.host}`,
    nonce: newNonce(),
    reader,
    work: (reason, run) => {
      const actor = { ...system(reason), locale: workspace.locale, timeZone: workspace.timeZone }
      return engine.work({ workspace, actor }, { via: 'api', cause: request.id }, run)
    },
    mark: engine.mark,
  }
}

function send(reply: FastifyReply, { status = 200, headers = {}, body = '' }: GuestAnswer): FastifyReply {
  reply.code(status).header('cache-control', 'no-store')
  for (const [name, value] of Object.entries(headers)) {
    if (value === '') reply.removeHeader(name)
    else reply.header(name, value)
  }
  return reply.send(body)
}
