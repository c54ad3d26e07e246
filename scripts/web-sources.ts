import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isTest, listFiles, projectRoot } from './source-files.ts'

/** Where the built web app lies, from the root. */
export const webFolder = join(projectRoot, 'dist/web')
/** Beside it: the hash of the sources it was built from. */
export const hashFile = '.source-hash'

const reachesBrowser = /^(kernel\/(web|model|locales)\/|modules\/[^/]+\/(web|objects|rules|locales)\/|app\/web(\/|\.tsx$))/

/** Hash of everything the web app is built from: equal hash, equal app. */
export function hashWebSources(root: string = projectRoot): string {
  const sources = ['kernel', 'modules', 'app']
    .flatMap((folder) => listFiles(root, folder, () => true))
    .filter((path) => reachesBrowser.test(path) && !isTest(path))
  const hash = createHash('sha256')
  for (const path of [...sources, 'vite.config.ts', 'package.json', 'package-lock.json']) {
    hash.update(`${path}\n`).update(
      createHash('sha256')
        .update(readFileSync(join(root, path)))
        .digest(),
    )
  }
  return hash.digest('hex')
}
