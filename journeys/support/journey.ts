import assert from 'node:assert/strict'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { type Browser, chromium, type Page } from 'playwright-core'
import type { Locale } from '#kernel'
import { findChromium } from '../../scripts/find-chromium.ts'
import { type House, type Person, password } from './house.ts'
import { type Say, wordsOf } from './words.ts'

export type Device = Readonly<{ locale: Locale; isPhone?: boolean; theme?: 'light' | 'dark' }>
/** Somebody in front of a browser of his own. */
export type Visitor = Readonly<{ page: Page; say: Say; go(path: string): Promise<void> }>
type Doors = Readonly<{
  /** A browser that nobody has signed in with. */
  open(house: Pick<House, 'address'>, device: Device): Promise<Visitor>
  /** The same, signed in by the form. */
  enter(house: Pick<House, 'address'>, person: Person, device: Device): Promise<Visitor>
}>

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A microphone that hums by itself, and nobody who has to be asked for it.
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
]
const sizes = { laptop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const
/** How long a page may take to show what is expected of it, on a machine that is busy with other things. */
const patienceMs = 45_000

let running: Promise<Browser> | undefined

function startBrowser(): Promise<Browser> {
  running ??= chromium.launch({ executablePath: findChromium(), args: flags })
  return running
}

after(async () => (await running)?.close())

/** What the page complained about: errors on its console, exceptions, answers that the server could not give. */
function listenForErrors(page: Page, errors: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error' && !isExpected(message.text()))
      errors.push(`${message.text()} ${message.location().url} (${page.url()})`)
  })
  page.on('pageerror', (error) => errors.push(`${error.stack ?? error.message} (${page.url()})`))
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? ''
    if (reason !== 'net::ERR_ABORTED') errors.push(`${reason} ${request.method()} ${request.url()}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 500) errors.push(`${response.status()} ${response.request().method()} ${response.url()}`)
  })
}

/** The browser reports refusals by itself: a guest's session, a record out of reach, a stale edit, a day before the past begins. */
const isExpected = (text: string): boolean => /the server responded with a status of 4(01|04|09|10|22)/.test(text)

async function openVisitor(house: Pick<House, 'address'>, device: Device, errors: string[]): Promise<Visitor> {
  const browser = await startBrowser()
  const context = await browser.newContext({
    baseURL: house.address,
    locale: device.locale,
    timezoneId: 'Asia/Shanghai',
    viewport: device.isPhone ? sizes.phone : sizes.laptop,
    ...(device.isPhone ? { hasTouch: true, isMobile: true, deviceScaleFactor: 2 } : {}),
    colorScheme: device.theme ?? 'light',
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(patienceMs)
  const page = await context.newPage()
  listenForErrors(page, errors)
  return { page, say: wordsOf(device.locale), go: async (path) => void (await page.goto(path)) }
}

async function signIn({ page, say, go }: Visitor, person: Person): Promise<void> {
  await go('/')
  await page.getByLabel(say('entry.email')).fill(person.email)
  // The label holds the way out for who forgot it, too.
  await page.getByLabel(new RegExp(`^${say('entry.password')}`)).fill(password)
  await page.getByRole('button', { name: say('entry.sign-in'), exact: true }).click()
  await page.getByRole('navigation', { name: say('nav.label') }).waitFor()
}

async function photograph(visitors: readonly Visitor[], name: string): Promise<void> {
  const folder = await mkdtemp(join(process.env.ZHIKE_TEST_PICTURES ?? tmpdir(), 'zhike-journey-failed-'))
  for (const [position, { page }] of visitors.entries()) {
    const path = join(folder, `${name.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60)}-${position + 1}.png`)
    await page.screenshot({ path, timeout: 10_000 }).catch(() => undefined)
    console.error(`${page.url()} looked like ${path}`)
  }
}

/**
 * A test in browsers. It fails on any error of a page, too; when it fails, what the browsers showed lies in a temporary folder, whose
 * path is printed.
 */
export function journey(name: string, run: (doors: Doors) => Promise<void>): void {
  test(name, async () => {
    const visitors: Visitor[] = []
    const errors: string[] = []
    const open: Doors['open'] = async (house, device) => {
      const visitor = await openVisitor(house, device, errors)
      visitors.push(visitor)
      return visitor
    }
    try {
      await run({
        open,
        enter: async (house, person, device) => {
          const visitor = await open(house, device)
          await signIn(visitor, person)
          return visitor
        },
      })
      assert.deepEqual(errors, [], 'pages had errors')
    } catch (error) {
      if (errors.length > 0) console.error('pages complained:', errors)
      await photograph(visitors, name)
      throw error
    } finally {
      await Promise.all(visitors.map(({ page }) => page.context().close()))
    }
  })
}
