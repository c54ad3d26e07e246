export type ProblemIssue = Readonly<{ path: string; code: string; detail: string }>

/** What the server refused, as RFC 9457 says it; `detail` is a sentence in the reader's language. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly issues: readonly ProblemIssue[]
  readonly requestId: string | null
  /** Members beyond the standard ones: both values of a stale write, the ids of a conflict. */
  readonly more: Readonly<Record<string, unknown>>
  constructor(status: number, document: Readonly<Record<string, unknown>>) {
    const { code, title, detail, issues, requestId, status: _status, type: _type, ...more } = document
    const sentence = typeof detail === 'string' ? detail : typeof title === 'string' ? title : `HTTP ${status}`
    super(sentence)
    this.name = 'Problem'
    this.status = status
    this.code = typeof code === 'string' ? code : `http.${status}`
    this.title = typeof title === 'string' ? title : sentence
    this.detail = sentence
    this.issues = Array.isArray(issues) ? (issues as ProblemIssue[]) : []
    this.requestId = typeof requestId === 'string' ? requestId : null
    this.more = more
  }
}

export const isProblem = (error: unknown): error is Problem => error instanceof Problem

/** True for an answer that never came: the server is away or the network is. */
export const isUnreachable = (error: unknown): boolean => isProblem(error) && error.status === 0

/** Where what is missing is set: a page of ours that the problem names. */
export const placeOf = ({ more }: Problem): string | undefined =>
  typeof more.goTo === 'string' && more.goTo.startsWith('/o/') ? more.goTo : undefined
