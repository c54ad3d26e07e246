import type { Locator } from 'playwright-core'
import type { Visitor } from './journey.ts'

/** The drawer that is open. */
export const drawerOf = ({ page }: Pick<Visitor, 'page'>): Locator => page.locator('.ant-drawer-content-wrapper:visible').last()

/** Picks an entry of a list that opens below a field; the field is found by its label. */
export async function pick({ page }: Pick<Visitor, 'page'>, field: Locator, entry: string): Promise<void> {
  await field.click()
  // Long lists draw only what is in sight; the words bring it there where the field takes words.
  if (await field.isEditable()) await field.fill(entry)
  await page.locator('.ant-select-dropdown:visible').getByTitle(entry, { exact: true }).click()
}

/** A new field from its kind to the message that it is there. `settle` fills what the kind asks for. */
export async function addField(
  visitor: Visitor,
  field: Readonly<{ kind: string; label: string }>,
  settle?: (drawer: Locator) => Promise<void>,
): Promise<void> {
  const { page, say } = visitor
  await page.getByRole('button', { name: say('define.field.new') }).click()
  const drawer = drawerOf(visitor)
  await drawer
    .getByRole('button')
    .filter({ has: page.getByText(say(`kind.${field.kind}`), { exact: true }) })
    .click()
  await drawer.getByLabel(new RegExp(`^${say('define.label')}`)).fill(field.label)
  await settle?.(drawer)
  await drawer.getByRole('button', { name: say('define.field.add') }).click()
  await page
    .getByRole('row')
    .filter({ hasText: field.label })
    .filter({ hasText: say(`kind.${field.kind}`) })
    .waitFor()
  await drawer.waitFor({ state: 'detached' })
}

/** Options of a choice, as somebody types them: with commas between. */
export async function addOptions({ say }: Visitor, drawer: Locator, words: readonly string[]): Promise<void> {
  await drawer.getByRole('textbox', { name: say('define.option.add') }).fill(words.join('，'))
  await drawer.getByRole('button', { name: say('define.option.add'), exact: true }).click()
}

/** An option that is only offered where another choice has one of these values. */
export async function offerWhen(visitor: Visitor, drawer: Locator, o: { option: string; field: string; when: string }): Promise<void> {
  const { page, say } = visitor
  await drawer.getByRole('button', { name: say('define.option.more', { option: o.option }) }).click()
  await pick(visitor, page.getByRole('combobox', { name: say('define.option.when', { field: o.field }) }).last(), o.when)
  await page.keyboard.press('Escape')
  await drawer.getByText(say('setting.choices')).first().click()
  await page.locator('.ant-popover:visible').waitFor({ state: 'detached' })
}
