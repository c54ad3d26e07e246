import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after } from 'node:test'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { pino } from 'pino'
import { grant, system } from '../../access/define-access.ts'
import { openAccounts } from '../../accounts/accounts.ts'
import { removeWorkspace } from '../../accounts/workspaces.ts'
import { defineAction } from '../../actions/define-action.ts'
import { openAudit } from '../../audit/open-audit.ts'
import { openDatabase } from '../../db/pool.ts'
import { defineModule } from '../../define-module.ts'
import { openEngine } from '../../engine.ts'
import { definitionsDoor } from '../../imports/definitions/exchange.ts'
import { openLive } from '../../live/live.ts'
import { safeLog } from '../../log/safe-log.ts'
import { defineObject } from '../../model/define-object.ts'
import { defineRules, issue } from '../../model/define-rules.ts'
import { fail } from '../../model/fault.ts'
import { choice, day, integer, link, money, text } from '../../model/fields.ts'
import { department, member } from '../../model/people.ts'
import { cloneDatabase, testSecret } from '../../testing/server.ts'
import { buildHttp } from '../build-http.ts'
import type { HttpConfig, HttpDeps } from '../deps.ts'

/** A tiny trade: firms that have owners, and visits to them. */
export const firm = defineObject('firm', {
  plural: 'firms',
  title: 'name',
  owned: true,
  search: ['name'],
  fields: {
    name: text({ required: true, max: 100 }),
    code: text({ unique: true, max: 20 }),
    stage: choice(['open', 'won', 'lost'], { default: 'open' }),
    amount: money(),
    headcount: integer({ min: 0 }),
    secret: text(),
  },
  views: { list: { columns: ['name', 'stage', 'secret'] }, form: [{ section: 'basic', rows: [['name', 'stage'], ['secret']] }] },
})
export const visit = defineObject('visit', {
  plural: 'visits',
  title: 'subject',
  follows: 'firm',
  fields: {
    subject: text({ required: true }),
    firm: link(firm, { required: true, reverse: 'visits', onRemove: 'follow' }),
    visitedOn: day(),
  },
})
const close = defineAction('trade.close', {
  on: firm,
  input: { firm: link(firm, { required: true }), stage: choice(['won', 'lost'], { required: true }) },
  result: { firm: link(firm, { required: true }), stage: text({ required: true }) },
  fails: ['trade.closed'],
  async run(work, input) {
    const found = await work.one(firm, input.firm, { lock: true })
    if (found.stage !== 'open') fail('trade.closed', { firm: found.id, stage: found.stage })
    const changed = await work.change(firm, found.id, { stage: input.stage })
    return { firm: changed.id, stage: changed.stage ?? '' }
  },
})
const texts = {
  'trade.module': 'Trade',
  firm: 'Firm',
  'firm.plural': 'Firms',
  'firm.name': 'Name',
  'firm.code': 'Code',
  'firm.stage': 'Stage',
  'firm.stage.open': 'Open',
  'firm.amount': 'Amount',
  'firm.headcount': 'Employees',
  'firm.section.basic': 'Basics',
  'firm.children.visits': 'Visits',
  visit: 'Visit',
  'visit.firm': 'Firm',
  'action.trade.close': 'Close',
  'fault.trade.closed': 'This firm is {{stage}} already.',
  'fault.trade.round': '{{field}} must be even.',
  'report.trade.all': 'All firms',
  'report.trade.all.count': 'Firms',
  'report.trade.all.count.n': 'Number',
  'report.trade.all.count.means': 'All of them',
}
export const trade = defineModule({
  name: 'trade',
  objects: [firm, visit],
  actions: [close],
  rules: [defineRules(firm, { check: (row) => [(row.headcount ?? 0) % 2 === 1 && issue('headcount', 'trade.round')] })],
  faults: { 'trade.closed': 409, 'trade.round': 422 },
  grants: [
    grant('manager', firm, { read: 'all', create: true, update: 'all', remove: 'all' }),
    grant('rep', firm, { read: 'own', create: true, update: 'own', remove: 'own', fields: { secret: 'hidden' } }),
    grant('manager', visit, { read: 'all', create: true, update: 'all', remove: 'all' }),
    grant('rep', visit, { read: 'own', create: true, update: 'own' }),
  ],
  reports: [
    {
      name: 'trade.all',
      object: 'firm',
      filters: ['stage'],
      tiles: [{ key: 'count', draw: 'figure', ask: { measures: { n: 'count' } }, show: ['n'] }],
    },
  ],
  texts: { en: texts, 'zh-CN': { ...texts, firm: '公司', 'firm.name': '名称' }, 'zh-TW': texts },
})

export type Answer = LightMyRequestResponse
export type Ask = (
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  url: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Answer>
export const password = 'a long enough one'

/** An installation with the workspace `test`, asked by injected requests. `isEmpty`: without any workspace, as after the first start. */
export async function openSpecimen(o: { config?: Partial<HttpConfig>; createDemo?: HttpDeps['createDemo']; isEmpty?: boolean } = {}) {
  const clone = await cloneDatabase([trade], 'en')
  const database = openDatabase({ url: clone.url, max: 4 })
  const live = await openLive(database, (error) => lines.push(String(error)))
  const secret = testSecret
  const engine = openEngine({ database, modules: [trade], live, secret, filesDir: tmpdir() })
  const letters: { email: string; link: string }[] = []
  const lines: string[] = []
  const audit = openAudit({
    database,
    secret,
    log: { info: () => undefined, warn: (details) => void lines.push(JSON.stringify(details)) },
  })
  const accounts = await openAccounts({
    database,
    url: clone.url,
    secret,
    publicUrl: 'http://127.0.0.1:3000',
    sendReset: (letter) => void letters.push(letter),
    onError: (message) => void lines.push(message),
    audit,
  })
  if (o.isEmpty) await database.transaction(null, (tx) => removeWorkspace(tx, 'test'))
  const webRoot = await makeWeb()
  const config: HttpConfig = {
    version: '1.2.3',
    publicUrl: 'http://127.0.0.1:3000',
    hasPublicUrl: false,
    trustedProxies: [],
    host: '127.0.0.1',
    webRoot,
    requestsPerMinute: 100_000,
    guestRequestsPerMinute: 100_000,
    ...o.config,
  }
  const log = pino({ ...safeLog, level: 'debug' }, { write: (line: string) => void lines.push(line) })
  const app = await buildHttp({
    engine,
    accounts,
    audit,
    live,
    config,
    log,
    doors: [definitionsDoor],
    ...(o.createDemo ? { createDemo: o.createDemo } : {}),
  })
  after(async () => {
    await app.close()
    await audit.close()
    await accounts.close()
    await engine.close()
    await live.close()
    await database.close()
    await clone.drop()
    await rm(webRoot, { recursive: true, force: true })
  })
  return { app, engine, accounts, audit, live, database, letters, lines, ...people({ app, engine, accounts }) }
}

/** Requests by these headers. */
export const askWith =
  (app: FastifyInstance, own: Record<string, string>): Ask =>
  (method, url, body, headers = {}) =>
    app.inject({
      method,
      url,
      headers: { host: '127.0.0.1:3000', ...own, ...headers, ...(typeof body === 'object' ? { 'content-type': 'application/json' } : {}) },
      ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    })

export const cookieOf = (answer: Answer): string =>
  [answer.headers['set-cookie'] ?? []]
    .flat()
    .map((line) => line.split(';')[0])
    .join('; ')

function people({ app, engine, accounts }: Pick<HttpDeps, 'engine' | 'accounts'> & { app: FastifyInstance }) {
  const guest = askWith(app, {})
  let count = 0
  const join = async (role: string, o: { department?: string } = {}) => {
    const workspace = await engine.workspace('test')
    const email = `p${++count}@example.com`
    const asSystem = { workspace, actor: system('test') }
    const [row] = await engine.work(asSystem, { via: 'api' }, (work) =>
      work.create(member, [
        { name: `P${count}`, email, roles: [role as 'rep'], ...(o.department ? { department: o.department as never } : {}) },
      ]),
    )
    await accounts.createUserWithMember({ workspace, memberId: row!.id, name: `P${count}`, email, password })
    return { id: String(row!.id), email }
  }
  return {
    guest,
    join,
    /** By the browser's way: a session cookie. */
    signIn: async (role: string, o: { department?: string } = {}) => {
      const { id, email } = await join(role, o)
      const cookie = cookieOf(await guest('POST', '/api/v1/session', { email, password }))
      return { id, email, cookie, ask: askWith(app, { cookie, 'x-zhike': '1' }) }
    },
    /** By a program's way: a key. */
    withKey: async (role: string) => {
      const { id, email } = await join(role)
      const key = await accounts.createKey({ workspace: 'test', email })
      return { id, email, key, ask: askWith(app, { authorization: `Bearer ${key}` }) }
    },
    newDepartment: async (name: string) => {
      const workspace = await engine.workspace('test')
      const [row] = await engine.work({ workspace, actor: system('test') }, { via: 'api' }, (work) => work.create(department, [{ name }]))
      return String(row!.id)
    },
  }
}

async function makeWeb(): Promise<string> {
  const root = await mkdtemp(path.join(tmpdir(), 'zhike-web-'))
  await writeFile(path.join(root, 'index.html'), '<!doctype html><style nonce="__CSP_NONCE__"></style><p>page</p>')
  await writeFile(path.join(root, 'main-abcd1234.js'), 'let a = 1')
  await writeFile(path.join(root, 'main-abcd1234.js.br'), 'brotli')
  return root
}
