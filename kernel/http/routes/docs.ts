import type { FastifyInstance } from 'fastify'
import { newNonce, sendPage } from '../headers.ts'

const script = '/api/docs/scalar.js'

/** The API document to read and try out. Its parts come from this server, none from elsewhere. */
export async function docsRoutes(app: FastifyInstance): Promise<void> {
  app.get('/api/docs', async (_request, reply) => {
    const nonce = newNonce()
    return sendPage(reply, page(nonce), policy(nonce))
  })
  app.get('/api/docs/', async (_request, reply) => reply.redirect('/api/docs', 301))
  app.get('/api/docs/start.js', async (_request, reply) => reply.header('content-type', 'text/javascript; charset=utf-8').send(start))
  app.get(script, async (_request, reply) => {
    // Four megabytes that few ever ask for: read when they do.
    reply.header('content-type', 'text/javascript; charset=utf-8').header('cache-control', 'public, max-age=86400')
    return reply.send(await readerScript())
  })
}

/** Taken from the package's own route, which has the script as a text inside. */
let kept: Promise<string> | undefined
function readerScript(): Promise<string> {
  kept ??= (async () => {
    const [{ fastify }, { default: reference }] = await Promise.all([import('fastify'), import('@scalar/fastify-api-reference')])
    const aside = fastify()
    await aside.register(reference, { routePrefix: '/docs', configuration: { url: '/api/v1/openapi.json' } })
    const { body } = await aside.inject('/docs/js/scalar.js')
    await aside.close()
    return body
  })()
  kept.catch(() => (kept = undefined))
  return kept
}

const start = `Scalar.createApiReference('#api', {
  url: '/api/v1/openapi.json',
  hideClientButton: true,
  withDefaultFonts: false,
  telemetry: false,
  showDeveloperTools: 'never',
  showToolbar: 'never',
  agent: { disabled: true },
  mcp: { disabled: true },
})
`

const page = (nonce: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta property="csp-nonce" content="${nonce}" nonce="${nonce}">
<title>Zhike API</title>
</head>
<body>
<div id="api"></div>
<script src="${script}"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
`

/** The reader sets styles on elements while it draws, which no nonce covers; scripts come from files of ours only. */
const policy = (_nonce: string): string =>
  [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "base-uri 'self'",
  ].join('; ')
