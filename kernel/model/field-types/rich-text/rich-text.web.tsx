import { lazy, Suspense } from 'react'
import { LineCell, LineFilter } from '../../../web/fields/line-input.tsx'
import type { CellProps, InputProps, WebFieldType } from '../../../web/fields/web-field-type.ts'
import { SkeletonLines } from '../../../web/parts/skeleton.tsx'

const Editor = lazy(() => import('./rich-text-editor.tsx').then(({ RichTextEditor }) => ({ default: RichTextEditor })))

/** The words alone. */
function wordsOf(html: string): string {
  const body = new DOMParser().parseFromString(html.replace(/<(?:br|\/p|\/li|\/h\d)\b/g, ' $&'), 'text/html').body
  return (body.textContent ?? '').replace(/\s+/g, ' ').trim()
}

function RichTextCell({ value, place }: CellProps) {
  const html = String(value)
  if (place !== 'record') return <LineCell value={wordsOf(html)} />
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the server keeps nothing but the tags of the editor
  return <div className="zk-rich" dangerouslySetInnerHTML={{ __html: html }} />
}

const RichTextInput = (props: InputProps) => (
  <Suspense fallback={<SkeletonLines lines={3} />}>
    <Editor {...props} />
  </Suspense>
)

const escapeHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

export const richTextWeb: WebFieldType = {
  kind: 'richText',
  Cell: RichTextCell,
  Input: RichTextInput,
  Filter: LineFilter,
  width: 240,
  wide: true,
  toClipboard: (value) => wordsOf(String(value)),
  fromClipboard: (text) =>
    text.trim() === ''
      ? null
      : text
          .split(/\r?\n/)
          .map((line) => `<p>${escapeHtml(line)}</p>`)
          .join(''),
}
