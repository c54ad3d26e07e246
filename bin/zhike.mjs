#!/usr/bin/env node
// The command line. Plain JavaScript, so that an older Node can read it and hand over to the one the project brings.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const needed = 24
// An import of 100,000 rows took 450–590 MB with the defaults and 300–360 MB with these, at the same speed.
const memoryFlags = ['--max-semi-space-size=16', '--max-old-space-size=1024']
const root = fileURLToPath(new URL('..', import.meta.url))
const program = process.platform === 'win32' ? 'node.exe' : 'node'

/** Where the runtime may lie: the package `node` keeps it in bin/; a platform package has it where install scripts are off. */
function bundledNode() {
  const fromRoot = createRequire(join(root, 'package.json'))
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const folders = ['node', `node-${platform}-${process.arch}`].flatMap((name) => {
    try {
      return [join(dirname(fromRoot.resolve(`${name}/package.json`)), 'bin')]
    } catch {
      return []
    }
  })
  return [...folders, join(root, 'node_modules/.bin')].map((folder) => join(folder, program)).find((path) => existsSync(path))
}

function handOver() {
  const node = bundledNode()
  if (!node) {
    const how = existsSync(join(root, 'node_modules')) ? 'npm rebuild node --ignore-scripts=false' : 'npm ci'
    console.error(`zhike: needs Node.js ${needed}, this is ${process.version}; run "${how}" in ${root}`)
    process.exitCode = 1
    return
  }
  if (process.env.ZHIKE_HANDED_OVER) {
    console.error(`zhike: ${node} is Node.js ${process.version}, but ${needed} is needed; run "npm ci" in ${root}`)
    process.exitCode = 1
    return
  }
  const child = spawn(node, [...memoryFlags, fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, ZHIKE_HANDED_OVER: '1' },
  })
  // A terminal's own signals reach the child by themselves: sent twice, they would read as "at once".
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (signal === 'SIGTERM' || !process.stdin.isTTY) child.kill(signal)
    })
  }
  child.on('error', (error) => {
    console.error(`zhike: cannot run ${node}: ${error.message}`)
    process.exitCode = 1
  })
  child.on('exit', (code, signal) => {
    process.exitCode = signal ? 128 + constants.signals[signal] : (code ?? 1)
  })
}

/** Type stripping announces itself on every start; all other warnings stay. */
function muteExperimentalWarning() {
  const emitWarning = process.emitWarning
  process.emitWarning = (warning, ...rest) => {
    const type = typeof rest[0] === 'object' ? rest[0]?.type : rest[0]
    if (type === 'ExperimentalWarning' || warning?.name === 'ExperimentalWarning') return
    emitWarning.call(process, warning, ...rest)
  }
}

async function run() {
  delete process.env.ZHIKE_HANDED_OVER
  muteExperimentalWarning()
  const { runCommand } = await import('../app/cli.ts')
  const code = await runCommand(process.argv.slice(2))
  if (typeof code === 'number') process.exitCode = code
  // A connection that something forgot to close must not keep a finished command alive.
  setTimeout(() => process.exit(), 3_000).unref()
}

if (Number(process.versions.node.split('.')[0]) < needed) handOver()
else await run()
