import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import type { Locator } from 'playwright-core'
import { type ReadPdf, readPdf } from '#kernel/testing'
import type { Row } from './house.ts'
import type { Visitor } from './journey.ts'

const headMs = 4_000
type Fill = (form: Locator) => Promise<void>

const field = (form: Locator, name: string): Locator => form.locator(`[data-field="${name}"]`)

/** Writes these values into a form or dialog, by field. */
export const write =
  (values: Readonly<Record<string, string>>): Fill =>
  async (form) => {
    for (const [name, value] of Object.entries(values)) await field(form, name).locator(':is(input, textarea)').first().fill(value)
  }

/** Chooses what a field leads to, or one of its options, by its title. */
export async function pick({ page }: Visitor, form: Locator, name: string, option: string): Promise<void> {
  const box = field(form, name).getByRole('combobox')
  await box.click()
  // Few options are chosen without typing.
  if (await box.isEditable()) await box.fill(option)
  // Beside what is found a new one of that name is offered.
  await page.locator('.ant-select-dropdown:visible').getByTitle(option, { exact: true }).last().click()
}

/** Chooses a file for a field, and waits until it is sent. */
export async function attach(
  form: Locator,
  name: string,
  file: Readonly<{ name: string; mimeType: string; buffer: Buffer }>,
): Promise<void> {
  await field(form, name).locator('input[type=file]').first().setInputFiles(file)
  await field(form, name).getByText(file.name).first().waitFor()
}

/** Makes a record on the page for it, and answers what the server said. */
export async function make(visitor: Visitor, path: string, fill: Fill): Promise<Row> {
  const { page, say } = visitor
  await visitor.go(`/o/${path}/new`)
  const form = page.getByRole('main')
  await field(form, 'owner')
    .or(form.getByRole('button', { name: say('form.create') }))
    .first()
    .waitFor()
  await fill(form)
  const made = page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.url().endsWith(`/api/v1/${path}`))
  await form.getByRole('button', { name: say('form.create') }).click()
  const answer = await made
  assert.ok(answer.ok(), `${path}: ${answer.status()} ${await answer.text()}`)
  return (await answer.json()) as Row
}

/** Presses an action of the record that is open, and fills what it asks for. Answers what the server said. */
async function press(visitor: Visitor, name: string, fill?: Fill) {
  const { page, say } = visitor
  const [, verb] = name.split('.')
  const label = say(`action.${name}`)
  // A part of the page that folds may be called as the step is.
  const steps = page.getByRole('main').getByRole('button', { name: label, exact: true })
  const button = steps.and(page.locator(':not([aria-expanded])')).first()
  const more = page.getByRole('button', { name: say('record.more'), exact: true }).first()
  await more.waitFor()
  const done = page.waitForResponse((answer) => answer.request().method() === 'POST' && new URL(answer.url()).pathname.endsWith(`/${verb}`))
  // A step that the one before has opened comes to the head a moment later; what is no step onward stands in the menu.
  const isStep = await button.waitFor({ timeout: headMs }).then(
    () => true,
    () => false,
  )
  if (isStep) await button.click()
  else {
    await more.click()
    await page.getByRole('menuitem', { name: label, exact: true }).click()
  }
  const dialog = page.getByRole('dialog')
  const isAsked = await Promise.race([
    done.then(() => false),
    dialog.waitFor().then(
      () => true,
      () => false,
    ),
  ])
  if (isAsked) {
    await fill?.(dialog)
    await dialog.getByRole('button', { name: label, exact: true }).click()
  }
  return { answer: await done, dialog: isAsked ? dialog : null }
}

/** Takes an action on the page of its record and waits until it is done. */
export async function act(visitor: Visitor, name: string, fill?: Fill): Promise<Row> {
  const { answer, dialog } = await press(visitor, name, fill)
  assert.ok(answer.ok(), `${name}: ${answer.status()} ${await answer.text()}`)
  await dialog?.waitFor({ state: 'detached' })
  return (await answer.json()) as Row
}

/** Tries an action that is refused: the page says why, in these words. */
export async function tryInVain(visitor: Visitor, name: string, o: Readonly<{ fill?: Fill; why: string | RegExp }>): Promise<void> {
  const { answer } = await press(visitor, name, o.fill)
  assert.ok([409, 422].includes(answer.status()), `${name}: ${answer.status()} ${await answer.text()}`)
  await visitor.page.getByText(o.why).first().waitFor()
}

/** Takes an action that waits for somebody's yes: he finds it among what waits for him, and gives it. */
export async function actWithYes(visitor: Visitor, name: string, o: Readonly<{ decider: Visitor; title: string }>): Promise<void> {
  const { answer } = await press(visitor, name)
  assert.match(await answer.text(), /kernel\.needs-approval/)
  const { page, say } = visitor
  await page
    .getByRole('dialog', { name: say('approval.needed') })
    .getByRole('button', { name: say('approval.do.submit') })
    .click()
  await page.getByRole('heading', { name: new RegExp(o.title) }).waitFor()
  const { decider } = o
  await decider.go('/approvals')
  await decider.page
    .getByRole('main')
    .getByRole('link', { name: new RegExp(o.title) })
    .click()
  await decider.page.getByRole('button', { name: decider.say('approval.do.approve'), exact: true }).click()
  await decider.page.getByText(decider.say('approval.state.approved')).first().waitFor()
}

/** Makes the paper of the record at `path` by its panel, takes the file that the browser is given, and reads it. */
export async function paperAt(visitor: Visitor, path: string, action: string): Promise<ReadPdf> {
  const { page, say } = visitor
  await visitor.go(path)
  const button = page.getByRole('main').getByRole('button', { name: say(`action.${action}`), exact: true })
  const given = page.waitForEvent('download')
  await button.click()
  return readPdf(await readFile(await (await given).path()))
}

/** Looks at a paper page by page: each is counted and says something, and together they hold these words and no gap that was not filled. */
export function lookAt(paper: ReadPdf, o: Readonly<{ pages: number; words: readonly RegExp[]; pictures?: number; mark?: string }>): void {
  assert.equal(paper.pages.length, o.pages, paper.text)
  for (const [i, page] of paper.pages.entries()) {
    assert.match(page, new RegExp(`第${i + 1}页，共${o.pages}页`))
    assert.ok(page.length > 60, `page ${i + 1} is empty: ${page}`)
    for (const mark of ['草稿', '未审核']) assert.equal(page.includes(mark), mark === o.mark, `${mark} on page ${i + 1}`)
  }
  for (const words of o.words) assert.match(paper.text, words)
  assert.doesNotMatch(paper.text, /undefined|\{\{|\[\[|NaN|�/)
  assert.equal(paper.pictures, o.pictures ?? 0, 'pictures')
}
