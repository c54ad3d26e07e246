import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import type { Plugin } from 'vite'

const toBrotli = promisify(brotliCompress)
const isText = /\.(js|css|svg|json|webmanifest|txt)$/
/** Below this a second file costs more than it saves. */
const smallestBytes = 1024

async function compress(path: string, quality: number): Promise<void> {
  const plain = await readFile(path)
  if (plain.length < smallestBytes) return
  const packed = await toBrotli(plain, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
    },
  })
  if (packed.length < plain.length) await writeFile(`${path}.br`, packed)
}

/** Writes `x.br` beside every text file of the built app, so that no request waits for compression. */
export function compressAssets({ quality }: { quality: number }): Plugin {
  return {
    name: 'zhike-compress-assets',
    apply: 'build',
    async writeBundle({ dir }) {
      if (!dir) return
      const names = await readdir(dir, { recursive: true })
      await Promise.all(names.filter((name) => isText.test(name)).map((name) => compress(join(dir, name), quality)))
    },
  }
}
