import { Agent, request } from 'node:http'

/** Calls of one person over connections that stay open. */
export type Client = Readonly<{
  get(path: string): Promise<string>
  send(method: 'POST' | 'PATCH' | 'DELETE', path: string, body: unknown): Promise<string>
  /** A body that is not JSON, with its content type. */
  raw(method: 'POST', path: string, body: Buffer, type: string): Promise<string>
}>

const agent = new Agent({ keepAlive: true, maxSockets: 128 })

export function openClient(address: string, key: string, base = '/api/v1'): Client {
  const { hostname, port } = new URL(address)
  const call = (method: string, path: string, content?: { body: Buffer; type: string }): Promise<string> =>
    new Promise((resolve, reject) => {
      const sent = request(
        {
          agent,
          hostname,
          port,
          method,
          path: `${base}${path}`,
          headers: {
            authorization: `Bearer ${key}`,
            ...(content ? { 'content-type': content.type, 'content-length': content.body.length } : {}),
          },
        },
        (response) => {
          const parts: Buffer[] = []
          response.on('data', (part: Buffer) => parts.push(part))
          response.on('end', () => {
            const text = Buffer.concat(parts).toString()
            if ((response.statusCode ?? 500) < 400) resolve(text)
            else reject(new Error(`${method} ${path.slice(0, 200)} answered ${response.statusCode}: ${text.slice(0, 500)}`))
          })
          response.on('error', reject)
        },
      )
      sent.on('error', reject)
      sent.end(content?.body)
    })
  return {
    get: (path) => call('GET', path),
    send: (method, path, body) => call(method, path, { body: Buffer.from(JSON.stringify(body)), type: 'application/json' }),
    raw: (method, path, body, type) => call(method, path, { body, type }),
  }
}

export const closeClients = (): void => agent.destroy()

/** `?filter=…&sort=…` of the given parts; objects become JSON. */
export function queryOf(parts: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(parts).filter(([, value]) => value !== undefined)
  return `?${given.map(([name, value]) => `${name}=${encodeURIComponent(typeof value === 'string' ? value : JSON.stringify(value))}`).join('&')}`
}
