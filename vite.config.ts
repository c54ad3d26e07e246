import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { compressAssets } from './scripts/compress-assets.ts'
import { projectRoot } from './scripts/source-files.ts'
import { hashFile, hashWebSources, webFolder } from './scripts/web-sources.ts'

/** Leaves beside the app the hash of the sources as they were when the build began. */
function noteSources(): Plugin {
  let hash = ''
  return {
    name: 'zhike-note-sources',
    apply: 'build',
    buildStart() {
      hash = hashWebSources(projectRoot)
    },
    async writeBundle({ dir }) {
      if (dir) await writeFile(join(dir, hashFile), hash)
    },
  }
}

const packages = (names: string): RegExp => new RegExp(`[\\\\/]node_modules[\\\\/](${names})[\\\\/]`)

/**
 * Large libraries are files of their own: a new version of the product changes its own files only. Echarts and Tiptap load
 * with the first chart and the first rich text. Of Ant Design, parts that only later pages use stay out of the first load.
 */
const groups = [
  { name: 'react', test: packages('react|react-dom|scheduler|use-sync-external-store'), priority: 60 },
  { name: 'ag-grid', test: packages('ag-grid-[^\\\\/]+|ag-charts-[^\\\\/]+'), priority: 50 },
  { name: 'echarts', test: packages('echarts|zrender'), priority: 50 },
  { name: 'tiptap', test: packages('@tiptap|prosemirror-[^\\\\/]+'), priority: 50 },
  {
    name: 'antd',
    test: packages('antd|@ant-design|@rc-component|rc-[^\\\\/]+'),
    priority: 40,
    entriesAware: true,
    entriesAwareMergeThreshold: 40_000,
  },
]

export default defineConfig({
  root: join(projectRoot, 'app/web'),
  cacheDir: join(projectRoot, 'node_modules/.cache/vite'),
  plugins: [react(), noteSources(), compressAssets({ quality: 10 })],
  build: {
    outDir: webFolder,
    emptyOutDir: true,
    // The content security policy allows neither inline scripts nor data addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_500,
    rolldownOptions: { output: { codeSplitting: { groups } } },
  },
})
