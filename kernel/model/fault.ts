/** What went wrong with one input, at one path. */
export type Issue = Readonly<{ path: string; code: string; details?: Readonly<Record<string, unknown>> }>

/** Codes of the kernel with their HTTP status. Modules declare theirs in `defineModule({ faults })`. */
export const kernelFaults = {
  'kernel.bad-request': 400,
  'kernel.bad-value': 400,
  'kernel.unknown-field': 400,
  'kernel.unknown-object': 404,
  'kernel.unknown-action': 404,
  'kernel.bad-filter': 400,
  'kernel.read-only': 400,
  'kernel.bad-cursor': 400,
  'kernel.bad-token': 400,
  'kernel.not-sortable': 400,
  'kernel.unauthenticated': 401,
  'kernel.wrong-password': 401,
  'kernel.wrong-code': 401,
  'kernel.sign-in-again': 401,
  'kernel.provider-refused': 401,
  'kernel.forbidden': 403,
  'kernel.bad-origin': 403,
  'kernel.second-factor-needed': 403,
  'kernel.address-not-allowed': 403,
  'kernel.method-not-allowed': 403,
  'kernel.provider-unreachable': 502,
  'kernel.not-found': 404,
  'kernel.stale': 409,
  'kernel.not-unique': 409,
  'kernel.in-use': 409,
  'kernel.duplicate': 409,
  'kernel.last-administrator': 409,
  'kernel.seeing-as': 403,
  'kernel.undo-conflicts': 409,
  'kernel.already-undone': 409,
  'kernel.expected-other-count': 409,
  'kernel.idempotency-reused': 409,
  'kernel.busy': 409,
  'kernel.second-factor-there': 409,
  'kernel.needs-approval': 409,
  'kernel.in-approval': 409,
  'kernel.no-approval-needed': 409,
  'kernel.case-closed': 409,
  'kernel.case-corrected': 409,
  'kernel.not-your-turn': 409,
  'kernel.decision-stands': 409,
  'kernel.cases-running': 409,
  'kernel.change-impossible': 409,
  'kernel.comment-needed': 422,
  'kernel.approver-missing': 422,
  'kernel.too-large': 413,
  'kernel.wrong-content-type': 415,
  'kernel.beyond-history': 410,
  'kernel.invalid': 422,
  'kernel.required': 422,
  'kernel.weak-password': 422,
  'kernel.bad-import': 422,
  'kernel.bad-definition': 422,
  'kernel.broken-rule': 422,
  'kernel.needed': 422,
  'kernel.retired-option': 422,
  'kernel.unfit-option': 422,
  'kernel.no-rate': 422,
  'kernel.bad-backup': 422,
  'kernel.too-many-requests': 429,
  'kernel.locked': 429,
  'kernel.keys-locked': 503,
  'kernel.unavailable': 503,
} as const

export type KernelFaultCode = keyof typeof kernelFaults

/** Something a person can cause. `details` hold ids, names and numbers, never sentences: the text is made at the edge, in the reader's language. */
export class Fault extends Error {
  readonly code: string
  readonly details: Readonly<Record<string, unknown>>
  readonly issues: readonly Issue[]
  constructor(code: string, details: Readonly<Record<string, unknown>> = {}, issues: readonly Issue[] = []) {
    super(`${code} ${JSON.stringify(details)}${issues.length ? ` ${JSON.stringify(issues)}` : ''}`)
    this.name = 'Fault'
    this.code = code
    this.details = details
    this.issues = issues
  }
}

/** Ends the work with a fault. */
export function fail(code: string, details?: Readonly<Record<string, unknown>>): never {
  throw new Fault(code, details)
}

/** Ends the work with a list of issues under one code, `kernel.invalid` for broken rules and `kernel.bad-value` for unreadable input. */
export function failWith(code: string, issues: readonly Issue[]): never {
  throw new Fault(code, {}, issues)
}
