import { createRequire } from 'node:module'
import type { Liquid, Template } from 'liquidjs'
import { Fault } from '../../model/fault.ts'

const renderMs = 100
const attempts = 10

// No templates beside the given one: includes would read files of this machine. A row takes microseconds; who needs 100 ms means no good.
const settings = {
  strictFilters: true,
  parseLimit: 100_000,
  renderLimit: renderMs,
  memoryLimit: 1_000_000,
  ownPropertyOnly: true,
  templates: {},
}

const load = createRequire(import.meta.url)
let opened: Liquid | undefined
/** Loaded by the first template. */
const liquid = (): Liquid => (opened ??= new (load('liquidjs') as typeof import('liquidjs')).Liquid(settings))

/** The template, or null where it cannot be understood. */
export function parseTemplate(template: string): Template[] | null {
  try {
    const parsed = liquid().parse(template)
    // Unknown filters and templates of others show only now.
    renderTemplate(parsed, {})
    return parsed
  } catch {
    return null
  }
}

/**
 * The text that a template makes of a row; `row["a b"]` reaches columns whose names are no plain words.
 *
 * The limit of time is the wall's: on a busy machine it passes while this thread waits for a processor. Then it is tried again.
 * @throws `kernel.bad-import` with `reason: 'bad-template'`
 */
export function renderTemplate(template: readonly Template[], row: Readonly<Record<string, string | null>>): string {
  for (let attempt = 1; ; attempt++) {
    const [before, began] = [process.threadCpuUsage(), performance.now()]
    try {
      return String(liquid().renderSync([...template], { ...row, row }))
    } catch (cause) {
      const { user, system } = process.threadCpuUsage(before)
      const wasHeldUp = performance.now() - began >= renderMs && (user + system) / 1_000 < renderMs
      if (!wasHeldUp || attempt === attempts) throw Object.assign(new Fault('kernel.bad-import', { reason: 'bad-template' }), { cause })
    }
  }
}
