import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'
import { Provider } from 'oidc-provider'

/** Who the provider says is there. */
export type LocalPerson = Readonly<{ sub: string; email?: string; email_verified?: boolean; name?: string; amr?: readonly string[] }>
export type LocalProvider = Awaited<ReturnType<typeof openLocalProvider>>

/** A real provider on this machine that lets in whoever `people.next` is without asking. */
export async function openLocalProvider(callback: string) {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  after(() => new Promise((done) => server.close(done).closeAllConnections()))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const client = { id: 'zhike', secret: 'the secret of this client, long enough' }
  const known = new Map<string, LocalPerson>()
  const provider: Provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [callback],
        post_logout_redirect_uris: [new URL('/', callback).href],
      },
    ],
    cookies: { keys: ['only for tests'] },
    claims: { openid: ['sub', 'amr'], email: ['email', 'email_verified'], profile: ['name'] },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true, logoutSource: askToLeave } },
    findAccount: (_context: unknown, sub: string) => ({ accountId: sub, claims: () => known.get(sub) }),
    interactions: { url: () => '/let-in' },
    loadExistingGrant: async ({ oidc }: { oidc: { client: { clientId: string }; session: { accountId: string } } }) => {
      const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  })
  const serve = provider.callback()
  const people: { next: LocalPerson } = { next: { sub: 'nobody' } }
  server.on('request', (request, response) => {
    if (request.url !== '/let-in') return void serve(request, response)
    known.set(people.next.sub, people.next)
    void provider.interactionFinished(request, response, { login: { accountId: people.next.sub, amr: people.next.amr } })
  })
  const jar: Jar = new Map()
  return {
    issuer,
    client,
    people,
    follow: (location: string) => follow(jar, location, callback),
    /** Signs out there as a person does who is asked whether to; answers where the browser is sent after. */
    async leave(location: string): Promise<string> {
      const form = await (await visit(jar, new URL(location))).text()
      const [, xsrf] = /name="xsrf" value="([^"]+)"/.exec(form) ?? []
      const body = new URLSearchParams({ xsrf: xsrf ?? '', logout: 'yes' })
      const answer = await visit(jar, new URL('/session/end/confirm', issuer), { method: 'POST', body })
      return answer.headers.get('location') ?? `${answer.status}: ${await answer.text()}`
    },
    /** Whether the browser is still signed in there. */
    isIn: async (): Promise<boolean> => [...jar.keys()].includes('_session') && jar.get('_session') !== '',
  }
}

type Jar = Map<string, string>

/** The page on which the provider asks whether to sign out; with nothing but what is needed. */
function askToLeave(context: { body: string }, form: string): void {
  context.body = form
}

async function visit(jar: Jar, url: URL, init: RequestInit = {}): Promise<Response> {
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const answer = await fetch(url, { ...init, redirect: 'manual', headers: { cookie } })
  for (const line of answer.headers.getSetCookie()) {
    const [name, value] = line.split(';')[0]!.split('=') as [string, string]
    jar.set(name, value)
  }
  return answer
}

/** What a browser does: goes where it is sent and keeps cookies, until it is sent back. Answers what it is sent back with. */
async function follow(jar: Jar, location: string, callback: string): Promise<Record<string, string>> {
  jar.clear()
  let url = new URL(location)
  for (let hops = 0; hops < 10; hops++) {
    const answer = await visit(jar, url)
    const next = answer.headers.get('location')
    if (!next) throw new Error(`${answer.status}: ${await answer.text()}`)
    url = new URL(next, url)
    if (url.href.startsWith(callback)) return Object.fromEntries(url.searchParams)
  }
  throw new Error('sent around in circles')
}
