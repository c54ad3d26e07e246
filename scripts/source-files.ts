import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export type SourceFile = Readonly<{ /** Path from the root, with `/`. */ path: string; text: string }>

/** Folder of the project, with a trailing separator. */
export const projectRoot = fileURLToPath(new URL('..', import.meta.url))

const notOurs = /(^|\/)(node_modules|\.[^/]*)$|^(dist|data|bench\/results)$/

/** Paths of all files below `folder` (from the root) whose name `wanted` accepts, sorted; a missing folder has none. */
export function listFiles(root: string, folder: string, wanted: (name: string) => boolean): string[] {
  const found: string[] = []
  const walk = (path: string) => {
    for (const entry of readdirSync(join(root, path), { withFileTypes: true })) {
      const inner = path === '' ? entry.name : `${path}/${entry.name}`
      if (entry.isDirectory() && !notOurs.test(inner)) walk(inner)
      else if (entry.isFile() && wanted(entry.name)) found.push(inner)
    }
  }
  try {
    walk(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  return found.sort()
}

/** All TypeScript and JavaScript of the project in its folders, and the tests beside package.json. */
export function readSources(root: string = projectRoot): SourceFile[] {
  const isSource = (name: string) => /\.(ts|tsx|mjs|cjs)$/.test(name) && !name.startsWith('.')
  const inFolders = ['kernel', 'modules', 'app', 'bin', 'bench', 'scripts', 'journeys'].flatMap((folder) =>
    listFiles(root, folder, isSource),
  )
  const beside = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isFile() && isSource(entry.name))
    .map(({ name }) => name)
  return [...inFolders, ...beside].map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

export const isTest = (path: string): boolean => /\.(test|types)\.tsx?$/.test(basename(path)) || /(^|\/)tests\//.test(path)
