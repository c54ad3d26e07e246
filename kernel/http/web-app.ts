import { readFile } from 'node:fs/promises'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { fail } from '../model/fault.ts'
import { newNonce, pagePolicy, sendPage } from './headers.ts'

const hashed = /-[\w-]{8,}\.\w+(\.\w+)?$/
const year = 'public, max-age=31536000, immutable'

/** The built web app: files with a hash in their name for good, and the same page for every address that is none of ours. */
export async function webApp(app: FastifyInstance, root: string | null): Promise<void> {
  if (root !== null) await serveFiles(app, root)
  app.setNotFoundHandler(async (request, reply) => {
    if (root === null || !isPage(request)) fail('kernel.not-found')
    const nonce = newNonce()
    const html = (await readFile(path.join(root, 'index.html'), 'utf8')).replaceAll('__CSP_NONCE__', nonce)
    return sendPage(reply, html, pagePolicy(nonce))
  })
}

async function serveFiles(app: FastifyInstance, root: string): Promise<void> {
  await app.register(fastifyStatic, {
    root,
    preCompressed: true,
    index: false,
    wildcard: true,
    cacheControl: false,
    allowedPath: (name) => name !== '/index.html' && name !== '/' && !name.endsWith('.map'),
    setHeaders: (reply, file) => {
      const isForGood = hashed.test(path.basename(file).replace(/\.(br|gz)$/, ''))
      reply.header('cache-control', isForGood ? year : 'no-cache')
    },
  })
}

function isPage({ method, url, headers }: FastifyRequest): boolean {
  const { pathname } = new URL(url, 'http://page')
  const isOurs = pathname.startsWith('/api/') || pathname.startsWith('/health/') || pathname === '/mcp'
  // A name with a point is a report's, or a file of an older build that a page asks for: only somebody at a browser asks for text/html.
  const wanted = path.extname(pathname) === '' ? /text\/html|\*\/\*/ : /text\/html/
  return (method === 'GET' || method === 'HEAD') && !isOurs && wanted.test(headers.accept ?? '*/*')
}
