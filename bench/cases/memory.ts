import { type Figure, single } from '../figure.ts'
import { memoryMb, peakMemoryMb } from '../server.ts'
import type { Stand } from '../stand.ts'

/** The server process: before the first call, and after all that ran before. */
export async function memory({ server, idleMb }: Stand): Promise<readonly Figure[]> {
  return [
    single('memory of the server, idle', idleMb, { unit: 'MB', most: 200, digits: 0 }),
    single('memory of the server, now', await memoryMb(server.pid), { unit: 'MB', most: null, digits: 0 }),
    single('memory of the server, most it ever had', await peakMemoryMb(server.pid), { unit: 'MB', most: 400, digits: 0 }),
  ]
}
