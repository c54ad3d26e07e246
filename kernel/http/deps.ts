import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import type { Accounts } from '../accounts/accounts.ts'
import type { Audit } from '../audit/open-audit.ts'
import type { Engine } from '../engine-types.ts'
import type { Live } from '../live/live.ts'
import type { Locale } from '../model/field-type.ts'
import type { Gauge } from './metrics.ts'

export type HttpConfig = Readonly<{
  /** Version of the product, for the API document and the metrics. */
  version: string
  /** Where browsers find this installation, without a path. */
  publicUrl: string
  /** Whether that address was set on purpose; other names are refused then. */
  hasPublicUrl: boolean
  /** Addresses of proxies, ranges, or `loopback`: whom they say to speak for is believed, and nobody else is. */
  trustedProxies: readonly string[]
  /** Address listened on; on a loopback address only its own names are answered. */
  host: string
  /** Folder of the built web app; null serves the interface only. */
  webRoot: string | null
  requestsPerMinute: number
  /** For callers who have not signed in, by address. */
  guestRequestsPerMinute: number
}>

/** Makes a company to look around in; answers the slug of its workspace. `onProgress` hears 0…1. */
export type CreateDemo = (locale: Locale, onProgress: (share: number) => void) => Promise<{ slug: string }>

/** More routes beside the kernel's own: imports, exports. Registered within the API: who asks is known there. */
export type Door = (app: FastifyInstance, deps: HttpDeps) => void | Promise<void>

export type HttpDeps = Readonly<{
  engine: Engine
  accounts: Accounts
  /** Is told what answers disclose and who came in. */
  audit: Audit
  live: Live
  config: HttpConfig
  log: Logger
  /** Absent: no demo is offered. */
  createDemo?: CreateDemo
  doors?: readonly Door[]
  /** More values for the metrics. */
  gauges?: readonly Gauge[]
}>
