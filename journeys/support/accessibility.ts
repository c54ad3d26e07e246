import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { CDPSession, Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** By the browser's own door: the page's policy allows no foreign script inside it. */
async function evaluate(session: CDPSession, expression: string): Promise<unknown> {
  const answer = await session.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })
  if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.exception?.description ?? answer.exceptionDetails.text)
  return answer.result.value
}

/** Fails with every place of the page that breaks WCAG 2.2 AA. */
export async function assertAccessible(page: Page, name: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await evaluate(session, `${axe};0`)
  const options = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] }
  const { violations } = (await evaluate(session, `axe.run(document, ${JSON.stringify(options)})`)) as AxeResults
  await session.detach()
  const places = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} · ${node.failureSummary ?? ''}`))
  assert.deepEqual(places, [], `${name} is not accessible`)
}
