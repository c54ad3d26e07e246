import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Engine } from '../engine-types.ts'
import type { Asker } from '../http/asker.ts'
import type { Catalog, CatalogField, CatalogObject } from '../model/catalog.ts'
import { filterToKeep } from '../sealing/shut-places.ts'
import type { AuditKind } from './audit-entry.ts'
import type { Audit } from './open-audit.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What an answer of this route discloses, for the audit. */
    audit?: AuditKind
  }
  interface FastifyRequest {
    /** What a route knows better than its address says: the field that was revealed, the person looked through. */
    auditDetail: Readonly<Record<string, unknown>> | undefined
    /** What an answer discloses of which its route knows only once it is asked. */
    auditKind: AuditKind | undefined
  }
}

/** A page that refreshes itself, a list that follows changes: the same thing looked at again within five minutes counts once. */
const againMs = 5 * 60_000
const keyAgainMs = 24 * 3_600_000
const longestAbout = 500

/** Where somebody asks from, as the audit keeps it. */
export const originOf = (request: FastifyRequest) => ({
  address: request.ip,
  device: String(request.headers['user-agent'] ?? '').slice(0, 200),
})

/** Notes before an answer goes out what it discloses: one push into a queue. Routes say what they are by `config.audit`; nothing else takes part. */
export function auditAnswers(api: FastifyInstance, { engine, audit }: { engine: Engine; audit: Audit }): void {
  api.decorateRequest('auditDetail', undefined)
  api.decorateRequest('auditKind', undefined)
  api.addHook('onSend', async (request, reply, payload) => {
    const { asker } = request
    if (!asker || (reply.statusCode >= 400 && !request.auditKind)) return payload
    if (asker.caller.keyId) noteKey(audit, request, asker)
    const kind = request.auditKind ?? request.routeOptions.config.audit
    if (kind) await noteAnswer({ engine, audit }, request, { asker, kind })
    return payload
  })
}

async function noteAnswer(
  { engine, audit }: { engine: Engine; audit: Audit },
  request: FastifyRequest,
  { asker, kind }: { asker: Asker; kind: AuditKind },
): Promise<void> {
  const query = request.query as Record<string, string | undefined>
  // A statement without its answer discloses nothing.
  if (query.explain !== undefined) return
  const { workspace, actor } = asker.session
  const catalog = await engine.catalogOf(workspace)
  const settled = settle(kind, catalog, request)
  if (!settled) return
  const { id } = request.params as { id?: string }
  const about = aboutOf(catalog, request)
  const entry = {
    kind: settled,
    actorId: actor.seenBy?.memberId ?? actor.memberId,
    via: asker.caller.kind === 'cookie' ? 'web' : 'api',
    object: request.aboutObject,
    recordId: id,
    about,
    ...originOf(request),
    detail: detailOf(request, asker),
  } as const
  const isOnce =
    settled === 'open' || settled === 'list' || settled === 'search' || settled === 'report' || settled === 'history' || settled === 'file'
  const key = [
    actor.seenBy?.memberId,
    actor.memberId,
    settled,
    entry.object,
    id,
    about,
    query.asOf,
    asker.caller.keyId,
    JSON.stringify(request.auditDetail ?? null),
  ].join(' ')
  audit.note(workspace, entry, isOnce ? { key, ms: againMs } : undefined)
}

/** A list that was searched or filtered by what leads to a person is a search; one over an object that holds nothing personal is not noted. */
function settle(kind: AuditKind, catalog: Catalog, request: FastifyRequest): AuditKind | null {
  if (kind === 'report') return namesPersons(catalog, request) ? kind : null
  const object = request.aboutObject ? catalog.objects[request.aboutObject] : undefined
  const { q, filter, fields } = request.query as Record<string, string | undefined>
  // The name of a record that a link names already.
  if (kind === 'open') return fields !== undefined && fields === object?.title ? null : kind
  if (kind !== 'list') return kind
  if (q) return 'search'
  if (!object || !holdsPersonal(catalog, object.name)) return null
  return filter && Object.values(object.fields).some((field) => namesPerson(object, field) && filter.includes(`"${field.name}"`))
    ? 'search'
    : kind
}

const personal = new WeakMap<Catalog, ReadonlySet<string>>()

/** Objects with a field of a kind that leads to a person. */
export function personalObjects(catalog: Catalog): ReadonlySet<string> {
  const known = personal.get(catalog)
  if (known) return known
  const found = new Set(
    Object.values(catalog.objects)
      .filter((object) => Object.values(object.fields).some((field) => field.type.personal))
      .map((object) => object.name),
  )
  personal.set(catalog, found)
  return found
}

/** A phone number, a mail address, or what stands for a record that holds such. */
const namesPerson = (object: CatalogObject, field: CatalogField): boolean => field.type.personal === true || field.name === object.title

const holdsPersonal = (catalog: Catalog, object: string): boolean => personalObjects(catalog).has(object)

/** Groups by a phone number, a mail address or the title of such a record name persons; sums by stage do not. */
function namesPersons(catalog: Catalog, request: FastifyRequest): boolean {
  const object = request.aboutObject ? catalog.objects[request.aboutObject] : undefined
  const by = (request.body as { by?: unknown } | undefined)?.by
  if (!object || !Array.isArray(by)) return false
  return by.some((one) => {
    const path = String(typeof one === 'string' ? one : (one as { field?: unknown })?.field).split('.')
    const field = object.fields[path[0]!]
    return field !== undefined && holdsPersonal(catalog, object.name) && namesPerson(object, field)
  })
}

/** The words searched for, or the filter as it was asked. */
function aboutOf(catalog: Catalog, request: FastifyRequest): string | undefined {
  const { q, filter } = request.query as Record<string, string | undefined>
  const body = request.body as { q?: unknown; filter?: unknown } | undefined
  const asked = filter === undefined ? body?.filter : readJson(filter)
  const parts = [q ?? body?.q, asked && JSON.stringify(filterToKeep(catalog, asked))].filter(
    (part) => typeof part === 'string' && part !== '',
  )
  return parts.length > 0 ? parts.join(' ').slice(0, longestAbout) : undefined
}

/** A filter that was answered can be read. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function detailOf(request: FastifyRequest, { caller, session }: Asker): Readonly<Record<string, unknown>> | undefined {
  const { format, asOf } = request.query as Record<string, string | undefined>
  const detail = {
    ...(format ? { format } : {}),
    ...(asOf ? { asOf } : {}),
    ...(caller.keyId ? { key: caller.keyId } : {}),
    ...(session.actor.seenBy ? { seenAs: session.actor.memberId } : {}),
    ...request.auditDetail,
  }
  return Object.keys(detail).length > 0 ? detail : undefined
}

/** A key is noted once a day for each address it is used from. */
function noteKey(audit: Audit, request: FastifyRequest, { caller, session }: Asker): void {
  const entry = {
    kind: 'key-used',
    actorId: session.actor.memberId,
    via: 'api',
    ...originOf(request),
    detail: { key: caller.keyId },
  } as const
  audit.note(session.workspace, entry, { key: `key ${caller.keyId} ${request.ip}`, ms: keyAgainMs })
}
