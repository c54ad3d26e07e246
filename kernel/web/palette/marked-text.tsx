type Mark = Readonly<{ from: number; to: number }>

/** Where the words stand in a text, letter for letter; the server says where sounds match. */
function literalMarks(text: string, q: string): readonly Mark[] {
  const from = q ? text.toLowerCase().indexOf(q.toLowerCase()) : -1
  return from < 0 ? [] : [{ from, to: from + q.length }]
}

/** A text with the places underlined in which the words were found. */
export function MarkedText({ text, q, marks }: Readonly<{ text: string; q: string; marks?: readonly Mark[] | undefined }>) {
  const places = marks?.length ? marks : literalMarks(text, q.trim())
  const first = places[0]
  if (!first) return <>{text}</>
  return (
    <>
      {text.slice(0, first.from)}
      <mark className="zk-mark-text">{text.slice(first.from, first.to)}</mark>
      {text.slice(first.to)}
    </>
  )
}
