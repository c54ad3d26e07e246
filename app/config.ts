import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { StartProblem } from '#kernel'

export type Config = Readonly<{
  dataDir: string
  /** Where backups made by plan or by hand lie; shared by all processes of the installation. */
  backupsDir: string
  port: number
  host: string
  /** External PostgreSQL; the embedded one when undefined. */
  databaseUrl: string | undefined
  /** Further servers by name, each holding workspaces of its own. */
  clusters: Readonly<Record<string, string>>
  /** Standbys by the name of their cluster: `main`, or one of the above. */
  standbys: Readonly<Record<string, readonly string[]>>
  /** Where browsers find this installation, without a path and without a slash at the end. */
  publicUrl: string
  /** The address was set on purpose: requests for other names are refused. */
  hasPublicUrl: boolean
  /** Addresses of proxies whose word on a caller's address is believed. */
  trustedProxies: readonly string[]
  secret: string | undefined
  smtpUrl: string | undefined
  logLevel: string
  /** False serves the interface for programs only. */
  hasWebApp: boolean
  requestsPerMinute: number
  guestRequestsPerMinute: number
}>

/** Where every command of this installation finds its data, whatever folder it was called in. */
const usualDataDir = join(fileURLToPath(new URL('..', import.meta.url)), 'data')

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']

/**
 * The settings of the environment, with what holds when one is not given.
 *
 * @throws StartProblem naming the variable, what is wrong with it and what it takes.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const dataDir = resolve(given(env.ZHIKE_DATA) ?? usualDataDir)
  const port = readPort(env.PORT)
  const host = given(env.HOST) ?? '127.0.0.1'
  const publicUrl = readUrl('ZHIKE_PUBLIC_URL', env.ZHIKE_PUBLIC_URL, ['http:', 'https:'])
  return {
    dataDir,
    backupsDir: resolve(given(env.ZHIKE_BACKUPS) ?? join(dataDir, 'backups')),
    port,
    host,
    databaseUrl: readUrl('DATABASE_URL', env.DATABASE_URL, ['postgres:', 'postgresql:']),
    ...readServers(env),
    publicUrl: publicUrl
      ? new URL(publicUrl).origin
      : `http://${host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`,
    hasPublicUrl: publicUrl !== undefined,
    trustedProxies: readProxies(env.ZHIKE_TRUSTED_PROXIES, publicUrl !== undefined),
    secret: readSecret(env.ZHIKE_SECRET),
    smtpUrl: readUrl('ZHIKE_SMTP_URL', env.ZHIKE_SMTP_URL, ['smtp:', 'smtps:']),
    logLevel: readLevel(env.ZHIKE_LOG),
    hasWebApp: readSwitch('ZHIKE_WEB', env.ZHIKE_WEB),
    requestsPerMinute: readCount('ZHIKE_REQUESTS_PER_MINUTE', env.ZHIKE_REQUESTS_PER_MINUTE, 6_000),
    guestRequestsPerMinute: readCount('ZHIKE_GUEST_REQUESTS_PER_MINUTE', env.ZHIKE_GUEST_REQUESTS_PER_MINUTE, 300),
  }
}

const given = (value: string | undefined): string | undefined => (value === undefined || value.trim() === '' ? undefined : value.trim())

function readPort(value: string | undefined): number {
  const text = given(value) ?? '3000'
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new StartProblem(`PORT is "${text}"; it takes a number from 0 to 65535 (0: any free port).`)
  return port
}

function readSwitch(name: string, value: string | undefined): boolean {
  const text = given(value)?.toLowerCase() ?? 'on'
  if (text !== 'on' && text !== 'off') throw new StartProblem(`${name} is "${text}"; it takes on or off.`)
  return text === 'on'
}

function readCount(name: string, value: string | undefined, usual: number): number {
  const text = given(value)
  if (text !== undefined && !/^[1-9]\d{0,8}$/.test(text)) throw new StartProblem(`${name} is "${text}"; it takes a whole number above 0.`)
  return text === undefined ? usual : Number(text)
}

/** Never repeats the value: it may hold a password. */
function readUrl(name: string, value: string | undefined, protocols: readonly string[]): string | undefined {
  const text = given(value)
  if (text === undefined) return undefined
  const isFit = URL.canParse(text) && protocols.includes(new URL(text).protocol)
  if (!isFit) throw new StartProblem(`${name} is no address of the form ${protocols.map((protocol) => `${protocol}//…`).join(' or ')}`)
  return text
}

/**
 * Addresses and ranges, separated by commas or spaces. Behind a public address a proxy on the same machine is believed; one elsewhere must be named, as
 * anybody who reaches this process could say to speak for somebody else.
 */
function readProxies(value: string | undefined, hasPublicUrl: boolean): readonly string[] {
  const text = given(value)
  if (text === undefined) return hasPublicUrl ? ['loopback'] : []
  if (text === 'none') return []
  const items = text.split(/[\s,]+/)
  const wrong = items.find((item) => item !== 'loopback' && !isRange(item))
  if (wrong !== undefined)
    throw new StartProblem(
      `ZHIKE_TRUSTED_PROXIES names "${wrong}"; it takes addresses (10.0.0.5), ranges (10.0.0.0/24), loopback, or none.`,
    )
  return items
}

function isRange(item: string): boolean {
  const [address = '', bits, ...rest] = item.split('/')
  const version = isIP(address)
  return (
    version !== 0 && rest.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128)))
  )
}

const postgres = ['postgres:', 'postgresql:']

/** `ZHIKE_CLUSTERS=east=postgresql://… west=postgresql://…`; `ZHIKE_REPLICA_URLS=postgresql://… east=postgresql://…`. */
function readServers(env: Readonly<Record<string, string | undefined>>): Pick<Config, 'clusters' | 'standbys'> {
  const named = (name: string) =>
    (given(env[name])?.split(/\s+/) ?? []).map((item) => {
      const [, cluster, url] = /^(?:([a-z][a-z0-9-]{0,30})=)?(postgres.*)$/.exec(item) ?? []
      readUrl(name, url ?? item, postgres)
      return { cluster, url: url! }
    })
  const clusters: Record<string, string> = {}
  for (const { cluster, url } of named('ZHIKE_CLUSTERS')) {
    if (!cluster || cluster === 'main')
      throw new StartProblem('ZHIKE_CLUSTERS takes name=address, separated by spaces; "main" is the server of DATABASE_URL.')
    clusters[cluster] = url
  }
  const standbys: Record<string, string[]> = {}
  for (const { cluster = 'main', url } of named('ZHIKE_REPLICA_URLS')) {
    if (cluster !== 'main' && !clusters[cluster])
      throw new StartProblem(`ZHIKE_REPLICA_URLS names the cluster "${cluster}", which ZHIKE_CLUSTERS does not have.`)
    standbys[cluster] = [...(standbys[cluster] ?? []), url]
  }
  return { clusters, standbys }
}

function readSecret(value: string | undefined): string | undefined {
  const text = given(value)
  if (text !== undefined && text.length < 32)
    throw new StartProblem(
      'ZHIKE_SECRET is shorter than 32 characters; use a longer one, or leave it unset to have one made and kept in the data folder.',
    )
  return text
}

function readLevel(value: string | undefined): string {
  const text = given(value)?.toLowerCase() ?? 'info'
  if (!levels.includes(text)) throw new StartProblem(`ZHIKE_LOG is "${text}"; it takes one of ${levels.join(', ')}.`)
  return text
}
