import { createServer, type IncomingMessage } from 'node:http'
import { openBare } from './bare.ts'

/**
 * The bare database behind the barest HTTP server: no kernel, no rights, no checks. What it takes more than the bare database is the way over HTTP of this machine,
 * which every answer of ours pays as well. `POST /statements` with `{ text, plan }` answers a number, `POST /<number>` with the values answers the rows as JSON.
 */
const url = process.env.BENCH_DATABASE
if (!url) throw new Error('BENCH_DATABASE names the database')
const { run } = openBare(url, 2)
const statements: { text: string; plan: 'generic' | 'custom' }[] = []

async function answer(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  const body = JSON.parse(Buffer.concat(parts).toString())
  if (request.url === '/statements') return String(statements.push(body) - 1)
  const { text, plan } = statements[Number(request.url!.slice(1))]!
  return JSON.stringify(await run(text, body, { plan }))
}

const server = createServer((request, response) => {
  answer(request).then(
    (text) => response.setHeader('content-type', 'application/json').end(text),
    (error: Error) => response.writeHead(500).end(error.message),
  )
})
server.listen(0, '127.0.0.1', () => process.send!((server.address() as { port: number }).port))
process.once('disconnect', () => process.exit())
