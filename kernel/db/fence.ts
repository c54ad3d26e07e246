/** One rule: what a statement does that it must not. */
type Rule = Readonly<{ says: string; isBroken: (statement: Parts, o: FenceOptions) => boolean }>

export type FenceOptions = Readonly<{ inTransaction?: boolean }>

/** A statement's text: `bare` without comments, texts and quoted names, in lower case; and the names that stood in it. */
type Parts = Readonly<{ bare: string; names: readonly string[]; schemas: ReadonlySet<string> }>

const matches = (says: string, pattern: RegExp): Rule => ({ says, isBroken: ({ bare }) => pattern.test(bare) })

const longestName = 50

const rules: readonly Rule[] = [
  matches('creates a trigger', /\bcreate\s+(or\s+replace\s+)?((constraint|event)\s+)?trigger\b/),
  matches('creates a rule', /\bcreate\s+(or\s+replace\s+)?rule\b/),
  matches('has an identity or serial column', /\bas\s+identity\b|\b(create|alter)\s[^;]*\btable\b[^;]*\b(big|small)?serial[248]?\b/),
  matches('uses table inheritance', /\binherits\s*\(|\b(no\s+)?inherit\s+[\w"]/),
  matches('uses MERGE', /\bmerge\s+into\b/),
  { says: 'has a sub-select in VALUES', isBroken: ({ bare }) => valuesOf(bare).some((row) => /\(\s*(select|with)\b/.test(row)) },
  matches('asks for SERIALIZABLE', /\bisolation\s+level\s+serializable\b|\btransaction_isolation\b[^;]*serializable/),
  matches('prepares a transaction', /\b(prepare\s+transaction|(commit|rollback)\s+prepared)\b/),
  matches('takes an advisory lock of the session', /\bpg_(try_)?advisory_(un)?lock\w*\s*\(/),
  {
    says: 'takes an advisory lock beside a workspace table',
    isBroken: ({ bare, schemas }) => schemas.size > 0 && /\bpg_(try_)?advisory_xact_lock\w*\s*\(/.test(bare),
  },
  matches('uses COPY with ON_ERROR', /\bcopy\b[^;]*\bon_error\b/),
  { says: 'notifies where it writes', isBroken: ({ bare }, o) => notifies.test(bare) && (o.inTransaction === true || writes(bare)) },
  matches('calls set_config', /\bset_config\s*\(/),
  matches('changes a setting of the session', /(^|;)\s*(set\s+(?!local\b|transaction\b|constraints\b)|reset\s)/),
  { says: 'names several workspaces', isBroken: ({ schemas }) => schemas.size > 1 },
  {
    says: `gives a name of more than ${longestName} bytes`,
    isBroken: ({ bare, names }) => /(^|;)\s*(create|alter)\b/.test(bare) && names.some((name) => Buffer.byteLength(name) > longestName),
  },
  matches('detaches a partition concurrently', /\bdetach\s+partition\b[^;]*\bconcurrently\b/),
]

const notifies = /(^|;)\s*notify\s|\bpg_notify\s*\(/
const writes = (bare: string): boolean =>
  /\b(insert\s+into|update|delete\s+from|truncate)\b/.test(bare.replace(/\bfor\s+(no\s+key\s+)?update\b/g, ''))

/**
 * What this statement does that would keep the store from growing to several machines, in words; empty when it does nothing such.
 *
 * The larger servers can not be run here, so this stands in for them: every statement of the test suite passes it. It looks at the
 * text only and knows no tables. Bodies between dollar quotes are looked at, plain texts are not.
 */
export function checkFence(text: string, o: FenceOptions = {}): string[] {
  const parts = takeApart(text)
  return rules.filter((rule) => rule.isBroken(parts, o)).map((rule) => rule.says)
}

/** Comment, text, escaped text, quoted name (with a dot after it), or a plain word (with a dot after it). */
const token = /--[^\n]*|\/\*[\s\S]*?\*\/|\be'(?:\\[\s\S]|''|[^'\\])*'|'(?:''|[^'])*'|"((?:""|[^"])+)"(\s*\.)?|([a-z_][a-z0-9_]*)(\s*\.)?/gi

function takeApart(text: string): Parts {
  const names: string[] = []
  const schemas = new Set<string>()
  const bare = text.replace(token, (whole: string, ...groups: (string | undefined)[]) => {
    const [quoted, quotedDot, word, wordDot] = groups
    const name = quoted?.replaceAll('""', '"') ?? word
    if (name === undefined) return whole.startsWith('-') || whole.startsWith('/') ? ' ' : "''"
    names.push(name)
    if ((quotedDot ?? wordDot) && name.startsWith('w_')) schemas.add(name)
    return quoted === undefined ? whole.toLowerCase() : `"name"${quotedDot ?? ''}`
  })
  return { bare, names, schemas }
}

/** The rows behind each VALUES, brackets included. */
function valuesOf(bare: string): string[] {
  return [...bare.matchAll(/\bvalues\s*\(/g)].map((match) => rowsFrom(bare, match.index + match[0].length - 1))
}

function rowsFrom(bare: string, start: number): string {
  let depth = 0
  let at = start
  for (; at < bare.length; at++) {
    if (bare[at] === '(') depth++
    else if (bare[at] === ')') depth--
    else if (depth === 0 && !/[\s,]/.test(bare[at]!)) break
  }
  return bare.slice(start + 1, at)
}
