import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export type Ended = Readonly<{ code: number; out: string; complaint: string }>

const program = fileURLToPath(new URL('../../bin/zhike.mjs', import.meta.url))

/** The program as somebody calls it in a shell, in English, to its end. Of this process' surroundings it knows the path alone. */
export const runZhike = (env: Readonly<Record<string, string>>, args: readonly string[]): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], {
      env: { PATH: process.env.PATH ?? '', LANG: 'en_US.UTF-8', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let [out, complaint] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => (out += chunk))
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, out, complaint }))
  })
