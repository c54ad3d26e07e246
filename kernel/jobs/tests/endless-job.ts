import { openDatabase } from '../../db/pool.ts'
import { openJobs } from '../open-jobs.ts'

/** A process that takes the job `note` and never ends it; to be killed. */
const database = openDatabase({ url: process.argv[2]!, max: 2 })
const quiet = { info() {}, warn() {}, error() {} }
const hold = async () => {
  process.send!('took it')
  await new Promise(() => setInterval(() => undefined, 1_000))
}
const jobs = await openJobs({ database, handlers: { hold }, log: quiet })
await jobs.add(null, 'hold', { n: 'taken over' })
await jobs.start()
