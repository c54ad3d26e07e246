import type { LoggerOptions } from 'pino'
import { cleanText } from './clean-text.ts'
import { safeError } from './safe-error.ts'

const deepest = 4
/** Whatever stands under these names, at any depth, is left out. */
const never = new Set(['password', 'key', 'token', 'secret', 'link', 'cookie', 'authorization', 'headers'])

function clean(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return cleanText(value)
  if (value instanceof Error) return safeError(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth >= deepest) return '…'
  if (Array.isArray(value)) return value.map((one) => clean(one, depth + 1))
  // What writes itself out, such as requests and dates, does so by the serializers of the log.
  if (Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, never.has(name) ? '(left out)' : clean(one, depth + 1)]))
}

/** How every log of the product is opened: whatever is handed to it, no line holds a password, a key, a link, a phone number or a mail address. */
export const safeLog = {
  serializers: { err: (error: unknown) => (error instanceof Error ? safeError(error) : error) },
  hooks: {
    logMethod(args, method) {
      const cleaned = args.map((arg) => clean(arg)) as Parameters<typeof method>
      method.apply(this, cleaned)
    },
  },
} satisfies LoggerOptions
