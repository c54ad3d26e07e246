import { Fault, type KernelFaultCode } from '../model/fault.ts'

/** What a constraint of the store stands for. */
export type ConstraintMeaning = Readonly<{ object: string; fields: string[]; kind: 'unique' | 'link' | 'check' }>

type DatabaseError = Readonly<{ code?: string; message?: string; constraint?: string; syscall?: string }>
type Violation = 'unique' | 'link' | 'check'

/**
 * The fault behind an error of the database, its cause kept; undefined for what only we can cause (a bug).
 *
 * The code decides. A distributed server answers some violations as XX000 with the usual text and empty fields, and puts a shard
 * number behind each name, so there the text decides. A constraint that `names` does not know is a bug as well.
 */
export function toFault(error: unknown, names: (constraint: string) => ConstraintMeaning | undefined): Fault | undefined {
  if (error instanceof Fault) return error
  if (typeof error !== 'object' || error === null) return undefined
  const found = error as DatabaseError
  const violation = violationOf(found)
  const fault = violation ? violated(violation, found, names) : general(found)
  if (fault) fault.cause = error
  return fault
}

function violationOf({ code, message = '' }: DatabaseError): Violation | undefined {
  if (code === '23505') return 'unique'
  if (code === '23503' || code === '23001') return 'link'
  if (code === '23514') return 'check'
  if (code !== 'XX000') return undefined
  if (/violates unique constraint/.test(message)) return 'unique'
  if (/violates (RESTRICT setting of )?foreign key constraint/.test(message)) return 'link'
  return /violates check constraint/.test(message) ? 'check' : undefined
}

function violated(
  violation: Violation,
  error: DatabaseError,
  names: (constraint: string) => ConstraintMeaning | undefined,
): Fault | undefined {
  const quoted = quotedNames(error.message ?? '')
  // The text names a table and the constraint, or only the constraint; when a row is still linked to, the linking table comes last.
  const isLinkedTo = violation === 'link' && quoted.length >= 3
  const name = error.constraint || (isLinkedTo ? quoted.at(-2) : quoted.at(-1))
  const meaning = name ? (names(name) ?? names(name.replace(/_\d+$/, ''))) : undefined
  if (!meaning) return undefined
  const details = { object: meaning.object, fields: meaning.fields }
  if (violation === 'unique') return new Fault('kernel.not-unique' satisfies KernelFaultCode, details)
  if (violation === 'check') return new Fault('kernel.invalid' satisfies KernelFaultCode, details)
  return new Fault((isLinkedTo ? 'kernel.in-use' : 'kernel.bad-value') satisfies KernelFaultCode, details)
}

/** The names in a message; the quotation marks depend on the language the server speaks. */
const quotedNames = (message: string): string[] => [...message.matchAll(/["“„«»]\s?([^"“”„«»]+?)\s?["“”«»]/g)].map((match) => match[1]!)

const codes: Readonly<Record<string, KernelFaultCode>> = {
  '22001': 'kernel.bad-value', // longer than its column
  '22003': 'kernel.bad-value', // number out of range
  '22007': 'kernel.bad-value', // not a day or time
  '22008': 'kernel.bad-value', // day or time out of range
  '22021': 'kernel.bad-value', // not in the encoding, such as a null byte
  '22P02': 'kernel.bad-value', // not of the type
  '22P05': 'kernel.bad-value', // can not be written in the encoding
  '54000': 'kernel.bad-value', // too long for an index
  '40001': 'kernel.busy', // serialization failure
  '40P01': 'kernel.busy', // deadlock
  '55P03': 'kernel.busy', // waited too long for a lock
  '25006': 'kernel.unavailable', // a standby was asked to write
  '53100': 'kernel.unavailable', // disk full
  '53200': 'kernel.unavailable', // out of memory
  '53300': 'kernel.unavailable', // too many connections
  '57014': 'kernel.unavailable', // took too long
}

const lostCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'])

function general(error: DatabaseError): Fault | undefined {
  if (isConnectionLost(error)) return new Fault('kernel.unavailable')
  const code = error.code === undefined || !Object.hasOwn(codes, error.code) ? undefined : codes[error.code]
  return code && new Fault(code)
}

/** Whether the connection is gone or could not be had (57P0x: the server is starting or being stopped). Lost while committing, the outcome is not known. */
export function isConnectionLost({ code = '', message = '', syscall }: DatabaseError): boolean {
  if (code.startsWith('08') || code.startsWith('57P0') || lostCodes.has(code) || (code === 'ENOENT' && syscall === 'connect')) return true
  if (code === 'XX000') return /could not commit transaction for shard|connection to the remote node/.test(message)
  return (
    code === '' &&
    /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(message)
  )
}
