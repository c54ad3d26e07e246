type Named = Readonly<{ name: string; label: string }>

const piece = /("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|([A-Za-z_]\w*)(\s*\()?/g

/** A formula with fields called by their labels: `budget - spent` → `{预算} - {花费}`. Texts in quotes and functions stay. */
export function toWords(expression: string, fields: readonly Named[]): string {
  const labels = new Map(fields.map(({ name, label }) => [name, label]))
  return expression.replace(piece, (whole: string, text: string | undefined, name: string | undefined, call: string | undefined) => {
    const label = text || call ? undefined : labels.get(name ?? '')
    return label === undefined ? whole : `{${label}}`
  })
}

/** The way back. Labels that nobody has stay, and the check of the formula names them. */
export function fromWords(words: string, fields: readonly Named[]): string {
  const names = new Map(fields.toReversed().map(({ name, label }) => [label, name]))
  return words.replace(/\{([^{}]+)\}/g, (_, label: string) => names.get(label.trim()) ?? label.trim())
}
