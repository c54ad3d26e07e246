const tints = 6

/** The same record has the same tint everywhere. */
function tintOf(id: string): number {
  let sum = 0
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) >>> 0
  return sum % tints
}

const isHan = (letter: string): boolean => /\p{Script=Han}/u.test(letter)

/** One character for a name: the last of a Chinese person's given name, else the first. */
function letterOf(name: string, shape: 'round' | 'square'): string {
  const letters = [...name.trim()]
  const last = letters.at(-1) ?? ''
  const first = letters.find((letter) => /[\p{L}\p{N}]/u.test(letter)) ?? '·'
  return shape === 'round' && letters.length <= 4 && isHan(last) ? last : first.toUpperCase()
}

type AvatarProps = Readonly<{ name: string; id: string; shape?: 'round' | 'square'; size?: 'small' | 'middle' | 'large' }>

/** A person (round) or anything else (square) as one character on a tint. Decorative: the name stands beside it. */
export function Avatar({ name, id, shape = 'round', size = 'small' }: AvatarProps) {
  return (
    <span className={`zk-avatar zk-avatar-${shape} zk-avatar-${size} zk-tint-${tintOf(id)}`} aria-hidden="true">
      {letterOf(name, shape)}
    </span>
  )
}

/** A person's picture and name in one line. */
export function Person({ name, id }: Readonly<{ name: string; id: string }>) {
  return (
    <span className="zk-person" title={name}>
      <Avatar name={name} id={id} />
      <span className="zk-clip">{name}</span>
    </span>
  )
}
