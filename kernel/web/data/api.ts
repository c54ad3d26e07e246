import { currentLocale } from '../i18n/locale.ts'
import { say } from '../i18n/texts.ts'
import { Problem } from './problem.ts'

export type Query = Readonly<Record<string, string | number | boolean | null | undefined | object>>
export type CallOptions = Readonly<{
  query?: Query
  /** JSON, or a form that is sent as it is. */
  body?: unknown
  signal?: AbortSignal
  headers?: Readonly<Record<string, string>>
}>
/** `changeSet`: id of what was written, where something was. */
export type Answer<T> = Readonly<{ body: T; changeSet: string | null }>
export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

const root = '/api/v1'
const signedOutListeners = new Set<() => void>()

/** Calls back whenever an answer says that nobody is signed in any more. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener)
  return () => signedOutListeners.delete(listener)
}

/** A call that was refused, with what was asked. */
export type Refused = Readonly<{ method: Method; path: string; body: unknown; problem: Problem }>
const refusedListeners = new Map<string, Set<(refused: Refused) => void>>()
/** The last refusal that nobody heard: whoever answers such calls may still be on its way to the browser. */
let unheard: (Refused & { atMs: number }) | null = null
const unheardMs = 30_000

/** Calls back whenever a call is refused with this code: there is something to be done about it, whichever page it came from; also for one of just now that came too early. */
export function onRefused(code: string, listener: (refused: Refused) => void): () => void {
  const listeners = refusedListeners.get(code) ?? new Set()
  refusedListeners.set(code, listeners.add(listener))
  if (unheard?.problem.code === code) {
    const early = unheard
    unheard = null
    if (Date.now() - early.atMs < unheardMs) listener(early)
  }
  return () => void listeners.delete(listener)
}

function tellRefused(refused: Refused): void {
  const listeners = refusedListeners.get(refused.problem.code)
  if (!listeners?.size) unheard = { ...refused, atMs: Date.now() }
  for (const listener of listeners ?? []) listener(refused)
}

/** Address of a call, for links and downloads too: objects in the query become JSON, empty values are left out. */
export function apiAddress(path: string, query: Query = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue
    search.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value))
  }
  const text = search.toString()
  return `${root}${path}${text ? `?${text}` : ''}`
}

async function readProblem(response: Response): Promise<Problem> {
  try {
    return new Problem(response.status, (await response.json()) as Record<string, unknown>)
  } catch {
    return new Problem(response.status, { title: say('problem.unreadable', { status: response.status }) })
  }
}

function requestInit(method: Method, { body, signal, headers }: CallOptions): RequestInit {
  const isForm = body instanceof FormData
  const isJson = body !== undefined && !isForm
  return {
    method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      'accept-language': currentLocale(),
      'x-zhike': '1',
      ...(isJson ? { 'content-type': 'application/json' } : {}),
      ...headers,
    },
    ...(isJson ? { body: JSON.stringify(body) } : isForm ? { body } : {}),
    ...(signal ? { signal } : {}),
  }
}

const underWay = new Map<string, Promise<Answer<unknown>>>()

/**
 * One call of `/api/v1`. The same writing call that is already under way is not sent once more: a double click comes before the button
 * knows that it waits.
 *
 * @throws Problem with the server's document, or with status 0 where no answer came. An aborted call throws what fetch throws.
 */
export function call<T>(method: Method, path: string, options: CallOptions = {}): Promise<Answer<T>> {
  const { query, body, signal, headers } = options
  if (method === 'GET' || signal || body instanceof FormData) return send<T>(method, path, options)
  const key = JSON.stringify([method, apiAddress(path, query), body, headers])
  const running =
    (underWay.get(key) as Promise<Answer<T>> | undefined) ?? send<T>(method, path, options).finally(() => underWay.delete(key))
  underWay.set(key, running)
  return running
}

async function send<T>(method: Method, path: string, options: CallOptions): Promise<Answer<T>> {
  const response = await fetch(apiAddress(path, options.query), requestInit(method, options)).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new Problem(0, { code: 'web.unreachable', title: say('problem.unreachable') })
  })
  if (response.status === 401 && path !== '/session') for (const listener of signedOutListeners) listener()
  if (!response.ok) {
    const problem = await readProblem(response)
    tellRefused({ method, path, body: options.body, problem })
    throw problem
  }
  const text = response.status === 204 ? '' : await response.text()
  return { body: (text ? JSON.parse(text) : null) as T, changeSet: response.headers.get('x-change-set') }
}

export const read = async <T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> =>
  (await call<T>('GET', path, { ...(query ? { query } : {}), ...(signal ? { signal } : {}) })).body
