import { statfs } from 'node:fs/promises'
import { availableParallelism, totalmem } from 'node:os'

const mebibyte = 1024 * 1024

/** Where a server listens: a folder for its socket, or a port on the loopback address. */
export type Listening = Readonly<{ socketDir: string } | { port: number }>

/**
 * The server's settings for a machine it shares with everything else. Nothing in the log holds a value somebody typed: no
 * statements, no error details.
 */
export async function serverSettings(o: {
  listening: Listening
  fsync: boolean
  settings: Readonly<Record<string, string>>
}): Promise<Record<string, string>> {
  return { ...memory(), ...(await sharedMemory()), ...fixed, ...listenSettings(o.listening), ...(o.fsync ? {} : unsafe), ...o.settings }
}

/** The text of `postgresql.conf`. */
export const toConfiguration = (settings: Readonly<Record<string, string>>): string =>
  ['# Written at every start.', ...Object.entries(settings).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`), ''].join(
    '\n',
  )

const fixed: Readonly<Record<string, string>> = {
  max_connections: '60',
  random_page_cost: '1.1',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  gin_pending_list_limit: '16MB',
  autovacuum_vacuum_scale_factor: '0.02',
  autovacuum_analyze_scale_factor: '0.02',
  // The first day of a workspace is made of many rows in tables that were empty a moment ago.
  autovacuum_naptime: '20s',
  max_wal_size: '2GB',
  wal_compression: 'on',
  // On two cores a second worker gained nothing on any query measured.
  max_parallel_workers_per_gather: availableParallelism() > 2 ? '2' : '1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  password_encryption: 'scram-sha-256',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  log_line_prefix: '%m [%p] ',
  lc_messages: 'C',
}

const unsafe: Readonly<Record<string, string>> = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }

function memory(): Record<string, string> {
  // A container may be allowed less than the machine has.
  const total = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY) / mebibyte
  return {
    shared_buffers: `${Math.round(Math.min(2048, Math.max(128, total / 8)))}MB`,
    effective_cache_size: `${Math.round(Math.max(256, total / 2))}MB`,
  }
}

/** Containers often have 64 MB of /dev/shm, too little for a parallel query. */
async function sharedMemory(): Promise<Record<string, string>> {
  if (process.platform !== 'linux') return {}
  const shm = await statfs('/dev/shm').catch(() => null)
  const isRoomy = shm !== null && shm.blocks * shm.bsize >= 512 * mebibyte
  return { dynamic_shared_memory_type: isRoomy ? 'posix' : 'sysv' }
}

function listenSettings(listening: Listening): Record<string, string> {
  return 'socketDir' in listening
    ? { listen_addresses: '', unix_socket_directories: listening.socketDir, unix_socket_permissions: '0700', port: '5432' }
    : { listen_addresses: '127.0.0.1', unix_socket_directories: '', port: String(listening.port) }
}
