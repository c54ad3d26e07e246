import type { Locale } from '#kernel/model'

/** A piece of a line: plain or bold. */
export type Run = Readonly<{ text: string; isBold?: boolean }>
type Side = 'left' | 'right' | 'center'
export type Column = Readonly<{ title: string; share: number; side?: Side }>
/** `small` stands below the text, smaller. */
export type Cell = Readonly<{ text: string; small?: string }>
export type TableRow = Readonly<{ cells: readonly Cell[]; isPale?: boolean }> | Readonly<{ heading: string }>
/** Who signs; `isOurs`: the seal goes there. */
export type Signature = Readonly<{ label: string; name: string; lines: readonly string[]; isOurs: boolean }>

/** What stands on a paper from top to bottom; `is` says what it is. */
export type Block =
  | Readonly<{ is: 'title'; text: string; below?: string }>
  | Readonly<{ is: 'heading'; text: string; level: 1 | 2 | 3 }>
  | Readonly<{ is: 'text'; runs: readonly Run[]; side?: Side }>
  | Readonly<{ is: 'list'; items: readonly (readonly Run[])[]; isNumbered?: boolean }>
  | Readonly<{ is: 'facts'; facts: readonly (readonly [string, string])[]; isWide?: boolean }>
  | Readonly<{ is: 'table'; columns: readonly Column[]; rows: readonly TableRow[] }>
  | Readonly<{ is: 'sums'; sums: readonly Readonly<{ label: string; value: string; isTotal?: boolean }>[] }>
  | Readonly<{ is: 'signatures'; signatures: readonly Signature[] }>
  | Readonly<{ is: 'newPage' }>

/** A paper as it will be drawn: nothing in it is looked up any more. */
export type Paper = Readonly<{
  locale: Locale
  /** Of the file. */
  title: string
  /** Whose paper it is: stands on top of the first page. */
  head: Readonly<{ name: string; line: string; logo?: Uint8Array | null }> | null
  /** Stands over every page of what is not valid. */
  watermark?: string | undefined
  /** The picture of the seal: only on what was approved. */
  seal?: Uint8Array | null | undefined
  /** At the foot of each page, `{{page}}` and `{{of}}` filled. */
  foot: string
  blocks: readonly Block[]
  madeAt: string
}>
