import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { fail } from '../../model/fault.ts'
import type { Locale } from '../../model/field-type.ts'
import { locales } from '../../model/field-type.ts'
import { sendJson } from '../answers.ts'
import { type Asker, readerLocale } from '../asker.ts'
import type { HttpDeps } from '../deps.ts'
import { describeCatalog } from '../meta.ts'
import { toOpenApi } from '../openapi/document.ts'
import { readParameters } from '../read-query.ts'
import type { WorkspaceList } from '../workspace-list.ts'
import { describe } from './session.ts'

type Deps = HttpDeps & Readonly<{ workspaces: WorkspaceList }>

const mostKept = 60

/** The catalog as the reader may see it, for the web app and as an OpenAPI document. */
export function metaRoutes(app: FastifyInstance, deps: Deps): void {
  const { engine, config } = deps
  const kept = new Map<string, string>()
  const keep = (key: string, make: () => string): string => {
    const found = kept.get(key)
    if (found !== undefined) return found
    if (kept.size >= mostKept) kept.delete(kept.keys().next().value!)
    const text = make()
    kept.set(key, text)
    return text
  }
  /** Everything that decides what a reader sees: catalog, roles, language. */
  const contextOf = async (asker: Asker, locale: Locale) => {
    const { workspace, actor } = asker.session
    const [catalog, access] = await Promise.all([engine.catalogOf(workspace), engine.accessOf(workspace)])
    // A key may less than its person. Without departments some scopes reach nothing, so that verbs differ between people of the same role.
    const rights =
      [...actor.roles].sort().join(' ') +
      (actor.departments.length > 0 ? '+' : '-') +
      (actor.hasShares ? '+' : '-') +
      (actor.limits ? JSON.stringify(actor.limits) : '')
    return {
      key: [workspace.slug, catalog.version, access.version, rights, locale].join('|'),
      context: { catalog, access, actor, locale, modules: engine.modules },
    }
  }

  app.get('/meta', async (request, reply) => {
    const asker = request.asker ?? fail('kernel.unauthenticated')
    const given = readParameters(request, ['locale'])
    if (given.locale !== undefined && !locales.includes(given.locale as Locale))
      fail('kernel.bad-value', { path: 'locale', want: 'locale' })
    const { key, context } = await contextOf(asker, (given.locale as Locale | undefined) ?? readerLocale(request))
    const { person, workspace } = await describe(deps, asker)
    const { version, fiscalMonth = 1 } = context.catalog
    const head = JSON.stringify({ version, workspace: { ...workspace, fiscalMonth }, person })
    const body = `${head.slice(0, -1)},${keep(`meta|${key}`, () => JSON.stringify(describeCatalog(context))).slice(1)}`
    const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`
    reply.header('etag', tag).header('cache-control', 'private, no-cache').header('vary', 'cookie, authorization, accept-language')
    return request.headers['if-none-match'] === tag ? reply.code(304).send() : sendJson(reply, body)
  })

  app.get('/openapi.json', async (request, reply) => {
    const { key, context } = await contextOf(request.asker ?? fail('kernel.unauthenticated'), readerLocale(request))
    return sendJson(
      reply,
      keep(`openapi|${key}`, () => JSON.stringify(toOpenApi(context, config.version))),
    )
  })
}
