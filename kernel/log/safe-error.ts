import { Fault } from '../model/fault.ts'
import { cleanText } from './clean-text.ts'

const deepest = 3
/** Facts of a database error that name things of the code, never values. */
const places = ['severity', 'schema', 'table', 'column', 'constraint', 'dataType', 'routine'] as const
/** Classes of SQLSTATE whose sentences repeat values: broken data, broken constraints, whatever a function raised. */
const repeatsValues = /^(22|23|P0)/

type Told = Readonly<Record<string, unknown>>

/** What a log may have of an error: what kind it is, where it came from, and words that hold nobody's data. */
export function safeError(error: unknown, depth = 0): Told {
  if (!(error instanceof Error)) return { type: typeof error }
  const code = (error as { code?: unknown }).code
  const known = typeof code === 'string' || typeof code === 'number' ? { code } : {}
  const { cause } = error
  return {
    type: error.name,
    ...known,
    ...messageOf(error, String(code ?? '')),
    ...(error instanceof Fault ? { paths: error.issues.map((issue) => `${issue.path}: ${issue.code}`).slice(0, 20) } : placesOf(error)),
    stack: framesOf(error),
    ...(cause !== undefined && depth < deepest ? { cause: safeError(cause, depth + 1) } : {}),
  }
}

/** Texts that could not be read are repeated by whoever complains about them; a fault has its details in its words. */
function messageOf(error: Error, code: string): { message?: string } {
  const isQuiet = error instanceof Fault || error instanceof SyntaxError || ('routine' in error && repeatsValues.test(code))
  return isQuiet ? {} : { message: cleanText(error.message).slice(0, 500) }
}

function placesOf(error: Error): Told {
  const given = error as unknown as Told
  return Object.fromEntries(places.filter((name) => typeof given[name] === 'string').map((name) => [name, given[name]]))
}

const framesOf = ({ stack }: Error): string =>
  (stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 30)
    .map((line) => line.trim())
    .join('\n')
