import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { FastifyInstance } from 'fastify'
import type { Database } from '../db/pool.ts'

const bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
type Histogram = { count: number; sum: number; buckets: number[] }

/** A value that is looked up when asked for. */
export type Gauge = Readonly<{ name: string; help: string; read: () => number }>

/** What the process did since its start, as Prometheus reads it. Routes are told by their pattern, so that no address of a person gets in. */
export function openMetrics(app: FastifyInstance, database: Database, gauges: readonly Gauge[]): { toText(): string } {
  const requests = new Map<string, Histogram>()
  const statements: Histogram = { count: 0, sum: 0, buckets: [] }
  const loop = monitorEventLoopDelay({ resolution: 20 })
  loop.enable()
  const stop = database.onStatement((_text, ms) => {
    statements.count++
    statements.sum += ms / 1_000
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    observe(requests, `method="${request.method}",route="${route}",status="${reply.statusCode}"`, reply.elapsedTime / 1_000)
  })
  app.addHook('onClose', async () => {
    stop()
    loop.disable()
  })
  const own: readonly Gauge[] = [
    { name: 'zhike_event_loop_lag_seconds', help: 'Mean delay of the event loop since it was last read.', read: () => lagOf(loop) },
    { name: 'zhike_memory_bytes', help: 'Resident memory of the process.', read: () => process.memoryUsage.rss() },
    { name: 'zhike_heap_bytes', help: 'Heap in use.', read: () => process.memoryUsage().heapUsed },
    { name: 'zhike_heap_total_bytes', help: 'Heap taken from the system.', read: () => process.memoryUsage().heapTotal },
    { name: 'zhike_external_bytes', help: 'Memory of buffers outside of the heap.', read: () => process.memoryUsage().external },
    { name: 'zhike_uptime_seconds', help: 'Since the start of the process.', read: () => process.uptime() },
  ]
  return {
    toText: () =>
      [
        '# HELP zhike_http_request_seconds Time to answer a request.',
        '# TYPE zhike_http_request_seconds histogram',
        ...[...requests].flatMap(([labels, one]) => lines('zhike_http_request_seconds', labels, one)),
        '# HELP zhike_database_statement_seconds Statements sent to the database.',
        '# TYPE zhike_database_statement_seconds summary',
        `zhike_database_statement_seconds_sum ${statements.sum}`,
        `zhike_database_statement_seconds_count ${statements.count}`,
        ...[...own, ...gauges].flatMap(({ name, help, read }) => [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, `${name} ${read()}`]),
        '',
      ].join('\n'),
  }
}

function observe(all: Map<string, Histogram>, labels: string, seconds: number): void {
  const one = all.get(labels) ?? { count: 0, sum: 0, buckets: bounds.map(() => 0) }
  all.set(labels, one)
  one.count++
  one.sum += seconds
  const at = bounds.findIndex((bound) => seconds <= bound)
  if (at >= 0) one.buckets[at]!++
}

function lines(name: string, labels: string, { count, sum, buckets }: Histogram): string[] {
  let below = 0
  const steps = bounds.map((bound, i) => `${name}_bucket{${labels},le="${bound}"} ${(below += buckets[i]!)}`)
  return [...steps, `${name}_bucket{${labels},le="+Inf"} ${count}`, `${name}_sum{${labels}} ${sum}`, `${name}_count{${labels}} ${count}`]
}

function lagOf(loop: ReturnType<typeof monitorEventLoopDelay>): number {
  const mean = Number.isNaN(loop.mean) ? 0 : loop.mean / 1e9
  loop.reset()
  return mean
}
