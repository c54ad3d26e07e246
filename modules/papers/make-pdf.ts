import { Worker } from 'node:worker_threads'
import type { Asked, Drawn } from './draw/worker.ts'
import type { Paper } from './paper.ts'

type Waiting = Readonly<{ resolve(content: Uint8Array): void; reject(error: Error): void }>

/** Fonts and thread take some 100 MB: given back when nobody asked for so long. */
const idleMs = 120_000
const longestMs = 30_000

let worker: Worker | null = null
let idle: NodeJS.Timeout | null = null
let last = 0
const waiting = new Map<number, Waiting>()

/**
 * The paper as a PDF file, drawn in a thread of its own so that nobody else waits: one page takes some 50 ms there.
 *
 * @throws where a paper takes longer than half a minute.
 */
export function makePdf(paper: Paper): Promise<Uint8Array> {
  if (idle) clearTimeout(idle)
  worker ??= open()
  const id = (last += 1)
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      const error = new Error(`${paper.title} was not drawn within ${longestMs} ms`)
      void worker?.terminate()
      lose(error)
    }, longestMs)
    const settle = (how: () => void) => {
      clearTimeout(late)
      how()
    }
    waiting.set(id, { resolve: (content) => settle(() => resolve(content)), reject: (error) => settle(() => reject(error)) })
    worker!.postMessage({ id, paper } satisfies Asked)
  })
}

function open(): Worker {
  const made = new Worker(new URL('./draw/worker.ts', import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: 512 } })
  made.on('message', (answer: Drawn) => {
    const one = waiting.get(answer.id)
    waiting.delete(answer.id)
    if ('content' in answer) one?.resolve(answer.content)
    else one?.reject(new Error(answer.problem))
    if (waiting.size === 0) rest()
  })
  made.on('error', lose)
  made.on('exit', () => made === worker && lose(new Error('the thread that draws papers has ended')))
  made.unref()
  return made
}

/** Whoever waits hears it; the next paper gets a new thread. */
function lose(error: Error): void {
  worker = null
  for (const one of waiting.values()) one.reject(error)
  waiting.clear()
}

function rest(): void {
  idle = setTimeout(() => {
    const made = worker
    worker = null
    void made?.terminate()
  }, idleMs)
  idle.unref()
}
