import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'

/** Waits for what comes by itself. How soon it comes is measured elsewhere; here it must come, on a busy machine too. */
export async function soon(isTrue: () => boolean | Promise<boolean>, what: string, withinMs = 15_000): Promise<void> {
  for (const end = Date.now() + withinMs; !(await isTrue()); await pause(20)) assert.ok(Date.now() < end, what)
}
