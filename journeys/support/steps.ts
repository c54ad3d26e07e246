import type { Locator } from 'playwright-core'
import { password } from './house.ts'
import type { Visitor } from './journey.ts'

/** A cell of the list, by record and field. */
export const cellOf = ({ page }: Pick<Visitor, 'page'>, id: string, field: string): Locator =>
  page.locator(`[row-id="${id}"] [col-id="${field}"]`)

/** The number beside the name of the list: how many records it has. */
export const countOf = ({ page, say }: Pick<Visitor, 'page' | 'say'>): Locator =>
  page.getByRole('tab', { name: say('list.all') }).locator('.zk-count')

/** A column of the board, by the text of its head. */
export const columnOf = ({ page }: Pick<Visitor, 'page'>, label: string): Locator =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: label, level: 2 }) })

/** Fills the page of the first run and waits for the workbench. */
export async function createWorkspace({ page, say }: Visitor, company: string, slug: string): Promise<void> {
  await page.getByLabel(say('entry.company')).fill(company)
  await page.getByLabel(say('entry.slug')).fill(slug)
  await page.getByLabel(say('entry.name')).fill('Ada')
  await page.getByLabel(say('entry.email')).fill(`ada@${slug}.example`)
  await page.getByLabel(say('entry.password'), { exact: true }).fill(password)
  await page.getByRole('button', { name: say('entry.first.create') }).click()
  await page.getByRole('navigation', { name: say('nav.label') }).waitFor()
}

/** Carries something with the mouse, as a hand does: pressed, moved a little, moved over, let go. */
export async function drag({ page }: Pick<Visitor, 'page'>, what: Locator, onto: Locator): Promise<void> {
  const [from, to] = [await what.boundingBox(), await onto.boundingBox()]
  if (!from || !to) throw new Error('nothing to carry, or nowhere to carry it to')
  await page.mouse.move(from.x + from.width / 2, from.y + from.height - 6)
  await page.mouse.down()
  await page.mouse.move(from.x + from.width / 2 + 12, from.y + from.height, { steps: 3 })
  await page.mouse.move(to.x + to.width / 2, to.y + Math.min(to.height / 2, 160), { steps: 12 })
  await page.mouse.up()
}
