/** A piece of a template's text. `at` is the line it stands on, from 1. */
export type Piece =
  | Readonly<{ is: 'text'; text: string }>
  | Readonly<{ is: 'value'; path: string; inWords: boolean; at: number }>
  | Readonly<{
      is: 'when'
      path: string
      wanted: string | null
      isNot: boolean
      at: number
      then: readonly Piece[]
      otherwise: readonly Piece[]
    }>

export type Problem = Readonly<{ line: number; what: string }>
export type Template = Readonly<{ pieces: readonly Piece[]; problems: readonly Problem[] }>
/** A block that a line of its own asks for: `[[lines: description, quantity]]`. */
export type BlockWish = Readonly<{ name: string; columns: readonly string[] }>

export const blockNames = ['lines', 'total', 'plan', 'overdue', 'products', 'references', 'signatures', 'page'] as const
const tag = /\{\{(.*?)\}\}/g
const path = /^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*){0,3}$/
const condition = /^#if\s+(\S+?)\s*(?:(!?=)\s*(\S+))?$/
const blockLine = /^\[\[\s*([a-z]+)\s*(?::\s*(.*?))?\s*\]\]$/

type Frame = { pieces: Piece[]; when: { path: string; wanted: string | null; isNot: boolean; at: number } | null; then: Piece[] | null }

/** The block that a line asks for; null for a line of text. */
export function readBlock(line: string): BlockWish | null {
  const [, name, columns] = blockLine.exec(line.trim()) ?? []
  return name
    ? {
        name,
        columns: (columns ?? '')
          .split(/[,，、]/)
          .map((one) => one.trim())
          .filter(Boolean),
      }
    : null
}

/** Reads a template's text: words, gaps that values fill, and parts that stand only when something holds. Nothing in it is ever run. */
export function parseTemplate(body: string): Template {
  // A line that holds nothing but a condition leaves no empty line behind.
  const text = body.replace(/\r\n?/g, '\n').replace(/^[ \t]*(\{\{\s*(?:#if[^}]*|else|\/if)\s*\}\})[ \t]*\n/gm, '$1')
  const problems: Problem[] = []
  const frames: Frame[] = [{ pieces: [], when: null, then: null }]
  let from = 0
  for (const found of text.matchAll(tag)) {
    const line = lineAt(body, text, found.index)
    if (found.index > from) frames.at(-1)!.pieces.push({ is: 'text', text: text.slice(from, found.index) })
    from = found.index + found[0].length
    readTag(found[1]!.trim(), { frames, line, problems })
  }
  frames.at(-1)!.pieces.push({ is: 'text', text: text.slice(from) })
  for (const frame of frames.slice(1)) problems.push({ line: frame.when!.at, what: '{{#if}}' })
  for (const [i, line] of body.split('\n').entries()) {
    const wish = readBlock(line)
    if (wish && !(blockNames as readonly string[]).includes(wish.name)) problems.push({ line: i + 1, what: line.trim() })
    if (line.replace(tag, '').includes('{{')) problems.push({ line: i + 1, what: '{{' })
  }
  return { pieces: frames[0]!.pieces, problems }
}

/** Lines before a place; those of conditions that were joined to the next count where they stood. */
const lineAt = (body: string, text: string, index: number): number => {
  const seen = text.slice(0, index)
  const tags = (seen.match(tag) ?? []).length
  let at = -1
  for (let i = 0; i <= tags; i += 1) at = body.indexOf('{{', at + 1)
  return body.slice(0, Math.max(at, 0)).split('\n').length
}

type At = Readonly<{ frames: Frame[]; line: number; problems: Problem[] }>

function readTag(inside: string, { frames, line, problems }: At): void {
  const frame = frames.at(-1)!
  const [, asked, sign, wanted] = condition.exec(inside) ?? []
  const [name, filter] = inside.split('|').map((part) => part.trim())
  if (asked && path.test(asked))
    frames.push({ pieces: [], when: { path: asked, wanted: wanted ?? null, isNot: sign === '!=', at: line }, then: null })
  else if (inside === 'else' && frame.when && !frame.then) {
    frame.then = frame.pieces
    frame.pieces = []
  } else if (inside === '/if' && frame.when) {
    frames.pop()
    const [then, otherwise] = frame.then ? [frame.then, frame.pieces] : [frame.pieces, []]
    frames.at(-1)!.pieces.push({ is: 'when', ...frame.when, then, otherwise })
  } else if (name && path.test(name) && (filter === undefined || filter === 'words'))
    frame.pieces.push({ is: 'value', path: name, inWords: filter === 'words', at: line })
  else problems.push({ line, what: `{{${inside}}}` })
}

/** Every path that a template names, with its line. */
export const pathsOf = (pieces: readonly Piece[]): readonly Readonly<{ path: string; at: number }>[] =>
  pieces.flatMap((piece) => {
    if (piece.is === 'text') return []
    const own = [{ path: piece.path, at: piece.at }]
    return piece.is === 'when' ? [...own, ...pathsOf(piece.then), ...pathsOf(piece.otherwise)] : own
  })

/** Blocks that a template asks for. */
export const blocksOf = (body: string): readonly BlockWish[] =>
  body.split('\n').flatMap((line) => {
    const wish = readBlock(line)
    return wish ? [wish] : []
  })
