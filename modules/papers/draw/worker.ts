import { parentPort } from 'node:worker_threads'
import type { Paper } from '../paper.ts'
import { drawPaper } from './draw-paper.ts'

export type Asked = Readonly<{ id: number; paper: Paper }>
export type Drawn = Readonly<{ id: number; content: Uint8Array } | { id: number; problem: string }>

parentPort?.on('message', async ({ id, paper }: Asked) => {
  const answer: Drawn = await drawPaper(paper).then(
    (content) => ({ id, content }),
    (error: Error) => ({ id, problem: error.stack ?? error.message }),
  )
  parentPort!.postMessage(answer)
})
