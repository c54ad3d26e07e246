import type { ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type Audience, audienceOf, toEvent } from '../../live/audience.ts'
import { fail } from '../../model/fault.ts'
import { type NoticeEar, pushNotices, toldIn } from '../../notices/push.ts'
import { peopleObjects } from '../../records/directory.ts'
import { type Asker, findAsker } from '../asker.ts'
import type { HttpDeps } from '../deps.ts'
import { readList, readParameters } from '../read-query.ts'
import type { WorkspaceList } from '../workspace-list.ts'

const mostPerPerson = 20
const heartbeatMs = 20_000
/** A browser that does not take what it is sent is let go; it comes back and asks anew. */
const mostWaitingBytes = 1_000_000

type Deps = HttpDeps & Readonly<{ workspaces: WorkspaceList }>
type Stream = {
  request: FastifyRequest
  response: ServerResponse
  asker: Asker
  named: readonly string[] | undefined
  objects: readonly string[]
  audience: Audience
  /** Absent while an administrator sees as somebody else: what people are told is their own affair. */
  ear: NoticeEar | null
}

/** What others change, as server-sent events: `touched` with the records that the reader may see. */
export function streamRoutes(app: FastifyInstance, deps: Deps): { count(): number } {
  const streams = new Set<Stream>()

  app.get('/stream', { exposeHeadRoute: false }, async (request, reply) => {
    const asker = request.asker ?? fail('kernel.unauthenticated')
    const { objects: named } = readParameters(request, ['objects'])
    const mine = [...streams].filter((one) => one.asker.session.actor.memberId === asker.session.actor.memberId)
    if (mine.length >= mostPerPerson) fail('kernel.too-many-requests', { retryAfterSeconds: 30, max: mostPerPerson })
    const list = readList(named)
    const objects = await readObjects(deps, asker, list)
    const stream: Stream = {
      request,
      response: reply.raw,
      asker,
      named: list,
      objects,
      audience: await hear(deps, asker, objects),
      ear: earOf(asker, (text) => say(stream, text)),
    }
    reply.hijack()
    open(stream, reply.getHeaders())
    streams.add(stream)
    if (stream.ear) tellNotices([stream.ear])
    request.raw.once('close', () => void streams.delete(stream))
    reply.raw.once('close', () => void streams.delete(stream))
  })

  const stopTouched = deps.live.onTouched((touched) => {
    // Whoever sees nothing of the definitions themselves still works with what they come to.
    const others = touched.filter(({ object }) => deps.engine.catalogObjects.has(object)).map(({ workspace }) => workspace)
    for (const stream of streams) {
      if (!others.includes(stream.audience.workspace)) continue
      say(stream, 'event: catalog\ndata: {}\n\n')
      void renew(deps, stream)
    }
    for (const [, group] of Map.groupBy(streams, ({ audience }) => audience.key)) {
      const data = toEvent(group[0]!.audience, touched)
      if (data === null) continue
      const text = `event: touched\ndata: ${data}\n\n`
      for (const stream of group) say(stream, text)
    }
  })
  const tellNotices = (ears: readonly NoticeEar[]): void =>
    void pushNotices(deps.engine, ears).catch((error: unknown) => deps.log.warn({ err: error }, 'browsers could not be told of notices'))
  const stopNotices = deps.live.onTouched((touched) => {
    const told = toldIn(touched)
    if (told.size === 0) return
    const ears = [...streams].flatMap(({ ear }) => ear ?? [])
    tellNotices(
      ears.filter(({ workspace, person }) => {
        const people = told.get(workspace.slug)
        return people === null || people?.has(person)
      }),
    )
  })
  // Who may hear what is settled anew as soon as rights change; browsers ask again what they may do.
  const stopRights = deps.live.onTouched((touched) => {
    const slugs = new Set(touched.filter(({ object }) => decidesRights(object)).map(({ workspace }) => workspace))
    const concerned = [...streams].filter((stream) => slugs.has(stream.asker.session.workspace.slug))
    for (const stream of concerned) void renew(deps, stream).then(() => say(stream, 'event: catalog\ndata: {}\n\n'))
  })
  const stopGap = deps.live.onGap(() => {
    for (const stream of streams) say(stream, `event: touched\ndata: ${JSON.stringify(stream.objects.map((object) => ({ object })))}\n\n`)
    tellNotices([...streams].flatMap(({ ear }) => ear ?? []))
  })
  const renewAll = (): void => void Promise.all([...streams].map((stream) => renew(deps, stream)))
  const stopForgotten = deps.accounts.onForgotten(renewAll)
  const timer = setInterval(() => {
    for (const stream of streams) say(stream, ': still here\n\n')
    renewAll()
  }, heartbeatMs)
  timer.unref()

  app.addHook('preClose', async () => {
    clearInterval(timer)
    for (const stop of [stopTouched, stopRights, stopGap, stopForgotten, stopNotices]) stop()
    for (const stream of streams) stream.response.end()
  })
  return { count: () => streams.size }
}

function earOf({ session: { workspace, actor } }: Asker, sayIt: (text: string) => void): NoticeEar | null {
  return actor.seenBy || actor.memberId === null ? null : { workspace, person: actor.memberId, heard: null, say: sayIt }
}

const decidesRights = (object: string): boolean => object === 'role' || peopleObjects.has(object)

function open({ response }: Stream, headers: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) response.setHeader(name, value as string)
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
  response.write('retry: 2000\n\n')
}

function say({ response }: Stream, text: string): void {
  // It may have ended a moment ago, when whoever listens was shut out.
  if (response.writableEnded) return
  if (response.writableLength > mostWaitingBytes) response.destroy()
  else response.write(text)
}

/** The subscribed objects that the reader may see at all; without a list all of them. */
async function readObjects({ engine }: Deps, { session }: Asker, named: readonly string[] | undefined): Promise<readonly string[]> {
  const [catalog, access] = await Promise.all([engine.catalogOf(session.workspace), engine.accessOf(session.workspace)])
  const unknown = named?.find((name) => !Object.hasOwn(catalog.objects, name))
  if (unknown !== undefined) fail('kernel.unknown-object', { object: unknown })
  return (named ?? Object.keys(catalog.objects)).filter((name) => access.may(session.actor, name, 'read'))
}

async function hear({ engine }: Deps, { session }: Asker, objects: readonly string[]): Promise<Audience> {
  const { workspace, actor } = session
  return audienceOf({ workspace: workspace.slug, access: await engine.accessOf(workspace), actor, objects })
}

/** Rights may have changed, or the session ended, since the stream was opened. */
async function renew(deps: Deps, stream: Stream): Promise<void> {
  try {
    const asker = await findAsker(deps, stream.request, silent)
    if (!asker || asker.needs) return void stream.response.end()
    // What is called by no name is all there is, which may be more by now.
    if (!stream.named) stream.objects = await readObjects(deps, asker, undefined)
    stream.audience = await hear(deps, asker, stream.objects)
  } catch {
    stream.response.end()
  }
}

/** An answer that was begun takes no more headers; a prolonged session gets its cookie with the next call. */
const silent = { header: () => silent } as unknown as Parameters<typeof findAsker>[2]
