import type { FastifyInstance } from 'fastify'
import type { Grant, Wall } from '../../access/define-access.ts'
import { type Rights, type RoleGrants, rightsOf, withRoles } from '../../access/role-records.ts'
import type { Work } from '../../actions/define-action.ts'
import type { Session } from '../../engine-types.ts'
import { fail } from '../../model/fault.ts'
import { type Locale, locales } from '../../model/field-type.ts'
import { builtInRoles, role } from '../../model/people.ts'
import { readBody, write } from '../answers.ts'
import { readerLocale, sessionOf } from '../asker.ts'
import type { HttpDeps } from '../deps.ts'
import { optionLabel } from '../labels.ts'
import { readParameters } from '../read-query.ts'
import { textOf } from '../texts.ts'

const members = ['key', 'name', 'labels', 'about', 'grants'] as const
type Body = Partial<Record<(typeof members)[number], unknown>>
type RoleRow = Readonly<{ id: string; version: number; key: string; name: string; about: string | null; grants: RoleGrants | null }>

/** Roles with what they come to, those of the code and those of the workspace alike. What is written are records of the object `role`. */
export function roleRoutes(app: FastifyInstance, { engine }: HttpDeps): void {
  const code = rightsOf(engine.modules)
  const recordsOf = async (session: Session): Promise<readonly RoleRow[]> =>
    (JSON.parse(await engine.reads.list(session, { object: 'role', limit: 500 })) as { rows: RoleRow[] }).rows

  app.get('/meta/roles', async (request) => {
    const session = sessionOf(request)
    readParameters(request, [])
    const records = await recordsOf(session)
    const rights = withRoles(code, records)
    const { type, options } = (await engine.catalogOf(session.workspace)).objects.member!.fields.roles!
    const reader = { modules: engine.modules, locale: readerLocale(request) }
    return {
      rows: (type.choices?.(options) ?? []).map((option) => {
        const record = records.find(({ key }) => key === option.key)
        const declared = partsOf(code, option.key)
        return {
          key: option.key,
          label: optionLabel(reader, 'member.roles', option),
          about: record?.about ?? null,
          builtIn: (builtInRoles as readonly string[]).includes(option.key),
          record: record ? { id: record.id, version: record.version, name: record.name } : null,
          grants: partsOf(rights, option.key),
          declared: Object.keys(declared).length > 0 ? declared : null,
        }
      }),
    }
  })

  app.post('/meta/roles', async (request, reply) => {
    readParameters(request, [])
    request.aboutObject = 'role'
    const body = readBody(request, members)
    return write(engine, { request, reply }, async (work) => ({
      status: 201,
      text: (await engine.writes.create(work, 'role', [toRow(body)])).trim().slice(1, -1),
    }))
  })

  app.patch('/meta/roles/:key', async (request, reply) => {
    readParameters(request, [])
    request.aboutObject = 'role'
    const { key } = request.params as { key: string }
    const { key: _key, ...body } = readBody(request, members)
    return write(engine, { request, reply }, async (work) => ({ status: 200, text: await lay(work, key, body) }))
  })

  app.delete('/meta/roles/:key', async (request, reply) => {
    readParameters(request, [])
    const { key } = request.params as { key: string }
    return write(engine, { request, reply }, async (work) => {
      const [found] = await work.find(role, { key }, { limit: 1 })
      await engine.writes.remove(work, 'role', [found?.id ?? fail('kernel.not-found', { object: 'role', key })])
      return { status: 204, text: '' }
    })
  })

  /** Changes the record of a role, or lays one over what the code grants. */
  async function lay(work: Work, key: string, body: Body): Promise<string> {
    const [found] = await work.find(role, { key }, { limit: 1 })
    if (found) return engine.writes.change(work, 'role', found.id, toRow(body))
    if (!(builtInRoles as readonly string[]).includes(key)) fail('kernel.not-found', { object: 'role', key })
    const named = (locale: Locale) => textOf(engine.modules, locale, `member.roles.${key}`) ?? key
    const labels = Object.fromEntries(locales.map((locale) => [locale, named(locale)]))
    return (await engine.writes.create(work, 'role', [{ name: named('en'), ...toRow({ labels, ...body }), key }])).trim().slice(1, -1)
  }
}

/** Labels by language stand in fields of their own. */
function toRow({ labels, ...rest }: Body): Record<string, unknown> {
  const given = (typeof labels === 'object' && labels !== null ? labels : {}) as Record<string, unknown>
  const byField = { labelZhCn: given['zh-CN'], labelZhTw: given['zh-TW'], labelEn: given.en }
  return { ...rest, ...Object.fromEntries(Object.entries(byField).filter(([, value]) => value !== undefined)) }
}

/** What one role gets, by object. */
function partsOf({ grants, walls }: Rights, key: string): Record<string, unknown> {
  const wallOf = (object: string): Wall['filter'] | undefined => walls.find((wall) => wall.role === key && wall.object === object)?.filter
  const shown = ({ role: _role, object, ...rest }: Grant) => ({ ...rest, ...(wallOf(object) ? { wall: wallOf(object) } : {}) })
  return Object.fromEntries(grants.filter((one) => one.role === key).map((one) => [one.object, shown(one)]))
}
