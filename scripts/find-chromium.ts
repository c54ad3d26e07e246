import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

const programs = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge', 'chrome']

const usualPlaces: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: ['/usr/bin', '/usr/local/bin', '/snap/bin', '/usr/lib/chromium', '/opt/google/chrome'].flatMap((folder) =>
    programs.map((name) => join(folder, name)),
  ),
  darwin: ['/Applications', join(homedir(), 'Applications')].flatMap((folder) =>
    ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `${folder}/${name}.app/Contents/MacOS/${name}`),
  ),
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) =>
    ['Google\\Chrome\\Application\\chrome.exe', 'Chromium\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].map(
      (path) => join(process.env[variable] ?? '', path),
    ),
  ),
}

const playwrightCaches: Partial<Record<NodeJS.Platform, string>> = {
  linux: join(homedir(), '.cache/ms-playwright'),
  darwin: join(homedir(), 'Library/Caches/ms-playwright'),
  win32: join(process.env.LOCALAPPDATA ?? '', 'ms-playwright'),
}

const inPlaywrightBuild = [
  'chrome-linux64/chrome',
  'chrome-linux/chrome',
  'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
  'chrome-win64/chrome.exe',
  'chrome-win/chrome.exe',
]

const mayRun = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Builds that Playwright downloaded, newest first. */
function playwrightBuilds(): string[] {
  const cache = process.env.PLAYWRIGHT_BROWSERS_PATH ?? playwrightCaches[process.platform] ?? ''
  if (!existsSync(cache)) return []
  const builds = readdirSync(cache).filter((name) => /^chromium-\d+$/.test(name))
  const newestFirst = builds.sort((a, b) => Number(b.split('-')[1]) - Number(a.split('-')[1]))
  return newestFirst.flatMap((build) => inPlaywrightBuild.map((path) => join(cache, build, path)))
}

function lookAround(): string | undefined {
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => programs.map((name) => join(folder, name)))
  return [...onPath, ...(usualPlaces[process.platform] ?? []), ...playwrightBuilds()].find(mayRun)
}

const installCommands = [
  ['apt-get', 'update', '-q'],
  ['apt-get', 'install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'],
] as const

/** Only where nobody has to be asked for a password. */
const mayInstall = (): boolean => process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/etc/debian_version')

function install(): void {
  console.error('No Chromium found: installing the packages chromium and fonts-noto-cjk')
  for (const [program, ...args] of installCommands) {
    // Standard output belongs to whoever asked.
    const { status } = spawnSync(program, args, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
    if (status !== 0) return
  }
}

/**
 * Path of a Chromium, Chrome or Edge that runs here; as root on Debian and Ubuntu it is installed where none is found.
 *
 * @throws Error that says in one line what to install.
 */
export function findChromium(): string {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (mayRun(named)) return named
    throw new Error(`CHROMIUM_PATH names ${named}, which is no program`)
  }
  const found = lookAround()
  if (found) return found
  if (mayInstall()) install()
  const installed = lookAround()
  if (installed) return installed
  throw new Error('No Chromium found: install Chromium or Google Chrome, or name one in CHROMIUM_PATH')
}

if (import.meta.main) console.log(findChromium())
