import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'
import { fail } from '../model/fault.ts'
import { bearerOf } from './asker.ts'
import type { HttpConfig } from './deps.ts'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Only names that are meant for this installation are answered, so that a foreign name pointed at a private address reaches nothing.
 *
 * @throws `kernel.bad-origin` with `reason` unknown-host.
 */
export function assertKnownHost(request: FastifyRequest, config: HttpConfig): void {
  const host = nameOf(`http://${request.headers.host ?? ''}`)
  if (host === undefined) fail('kernel.bad-request', { reason: 'bad-address' })
  const isOpen = !config.hasPublicUrl && !isLoopback(config.host)
  if (isOpen || isLoopback(host) || isIP(host.replace(/^\[|\]$/g, '')) !== 0) return
  if (host === nameOf(config.publicUrl) || host === config.host) return
  fail('kernel.bad-origin', { reason: 'unknown-host', host })
}

/**
 * A call that changes something and carries a cookie comes from a page of this installation.
 *
 * Browsers say where a call comes from by `Sec-Fetch-Site` or `Origin`; a program without either proves by `X-Zhike` that it is none.
 * Calls with a key are let through: no browser sends one by itself.
 *
 * @throws `kernel.bad-origin`
 */
export function assertOwnOrigin(request: FastifyRequest, config: HttpConfig): void {
  if (safe.has(request.method) || bearerOf(request) !== undefined) return
  const { origin } = request.headers
  const site = request.headers['sec-fetch-site']
  if (origin !== undefined && !isOwn(origin, request, config)) fail('kernel.bad-origin')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') fail('kernel.bad-origin')
  const isSaid = origin !== undefined || site !== undefined || request.headers['x-zhike'] !== undefined
  if (!isSaid && request.headers.cookie !== undefined) fail('kernel.bad-origin')
}

function isOwn(origin: string, request: FastifyRequest, config: HttpConfig): boolean {
  if (!URL.canParse(origin)) return false
  return new URL(origin).host === request.headers.host?.toLowerCase() || origin === new URL(config.publicUrl).origin
}

const nameOf = (url: string): string | undefined => (URL.canParse(url) ? new URL(url).hostname : undefined)
const isLoopback = (name: string): boolean =>
  name === 'localhost' || name.endsWith('.localhost') || name === '[::1]' || name === '::1' || /^127\./.test(name)
