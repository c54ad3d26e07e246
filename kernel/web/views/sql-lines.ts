export type SqlLine = Readonly<{ text: string; isAccess: boolean }>

const breaks =
  /(?<!\b(?:DISTINCT|LEFT|CROSS))\s+(?=(?:FROM|WHERE|ORDER BY|GROUP BY|HAVING|LIMIT|UNION ALL|LEFT JOIN|JOIN|CROSS JOIN|AND|OR)\b)/

/** One line per clause, so that a statement can be read; nothing inside quotes is touched. */
function clauses(text: string): readonly string[] {
  const lines: string[] = ['']
  for (const part of text.split(/('(?:[^']|'')*'|"(?:[^"]|"")*")/)) {
    const [first = '', ...rest] = /^['"]/.test(part) ? [part] : part.split(breaks)
    lines[lines.length - 1] += first
    lines.push(...rest)
  }
  return lines.map((line) => line.trimEnd()).filter((line) => line.trim() !== '')
}

/** The statement in lines; those between the marks of permission are told apart. */
export function sqlLines(sql: string): readonly SqlLine[] {
  let isAccess = false
  return sql.split(/(\/\* access \*\/|\/\* end access \*\/)/).flatMap((part) => {
    if (part === '/* access */') isAccess = true
    else if (part === '/* end access */') isAccess = false
    else
      return part
        .split('\n')
        .flatMap(clauses)
        .map((text) => ({ text, isAccess }))
    return []
  })
}
