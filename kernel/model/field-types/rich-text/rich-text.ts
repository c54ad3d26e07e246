import { createRequire } from 'node:module'
import type sanitizeHtml from 'sanitize-html'
import { sql } from '../../../db/sql.ts'
import type { FieldOptions, FieldType } from '../../field-type.ts'
import { empty, matching } from '../operators.ts'
import { checkLength, readLines } from '../read-text.ts'
import { pick } from '../samples.ts'

const maxOf = (options: FieldOptions): number => (options.max as number | undefined) ?? 100_000

/** Loaded by the first text that is cleaned: it takes 17 MB. */
const load = createRequire(import.meta.url)
const cleaner = () => load('sanitize-html') as typeof sanitizeHtml

/** What the editor can make; all else is taken out. */
const allowed = ({ simpleTransform }: typeof sanitizeHtml): sanitizeHtml.IOptions => ({
  allowedTags: [
    ...['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre', 'ul', 'ol', 'li', 'hr', 'br'],
    ...['strong', 'b', 'em', 'i', 'u', 's', 'code', 'a'],
  ],
  allowedAttributes: { a: ['href', 'target', 'rel'], ol: ['start', 'type'], code: ['class'] },
  allowedClasses: { code: [/^language-[\w+#-]{1,30}$/] },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesAppliedToAttributes: ['href'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  transformTags: { a: simpleTransform('a', { target: '_blank', rel: 'noopener noreferrer nofollow' }) },
})

const blockEnd = /<\/(?:p|h[1-6]|blockquote|pre|li)>|<(?:br|hr) ?\/?>/g
const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' }

/** The words of sanitised HTML, one line per block. */
export const stripHtml = (html: string): string =>
  html
    .replace(blockEnd, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:lt|gt|quot|amp);/g, (entity) => entities[entity]!)
    .replace(/\n+/g, '\n')
    .trim()

const escapeHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

function readHtml(input: unknown, max: number): string | null {
  const html = readLines(input, max * 4)
  if (html === null) return null
  const sanitize = cleaner()
  const clean = sanitize(html, allowed(sanitize)).trim()
  checkLength(clean, max)
  return stripHtml(clean) === '' ? null : clean
}

const samples = [
  '<p>您好，<strong>报价</strong>见附件。</p>',
  '<h2>Minutes</h2><ul><li><p>Price &amp; terms</p></li><li><p>Next visit</p></li></ul>',
  '<p>See <a href="https://example.com/a?b=1" target="_blank" rel="noopener noreferrer nofollow">the page</a><br />two</p>',
  '<pre><code class="language-sql">SELECT 1</code></pre><blockquote><p>ok</p></blockquote>',
]

export const richTextType: FieldType = {
  kind: 'richText',
  columns: (name) => [{ name, type: 'text' }],
  parse: (input, options) => (input === null ? null : readHtml(input, maxOf(options))),
  toCells: (value) => [value as string],
  select: ([html]) => html!,
  schema: (options) => ({ type: 'string', contentMediaType: 'text/html', maxLength: maxOf(options) }),
  // Tags are left out of the comparison; blocks run together, as no word crosses them in practice.
  operators: { ...matching(([html]) => sql`regexp_replace(${html!}, '<[^>]*>', '', 'g')`, escapeHtml), empty },
  texts: (value) => [{ text: stripHtml(value as string), kind: 'text' }],
  toText: (answer) => stripHtml(answer as string),
  settings: [{ name: 'max', takes: 'number', min: 1, max: 100_000 }],
  sample: (seed) => `${pick(seed, samples)}<p>${seed}</p>`,
}
