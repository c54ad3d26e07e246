import { Link2, type LucideIcon, Pencil, Plus, Terminal, Trash2, Undo2, Upload, Zap } from 'lucide-react'
import type { ChangeSet } from './change-sets.ts'
import { mainKind } from './sentence.ts'

type Sign = Readonly<{ icon: LucideIcon; tone: string }>

const byVia: Readonly<Record<string, Sign>> = {
  import: { icon: Upload, tone: 'green' },
  automation: { icon: Zap, tone: 'violet' },
  agent: { icon: Zap, tone: 'violet' },
  job: { icon: Zap, tone: 'violet' },
  api: { icon: Link2, tone: 'grey' },
  command: { icon: Terminal, tone: 'grey' },
}
const byKind: Readonly<Record<string, Sign>> = {
  create: { icon: Plus, tone: 'accent' },
  update: { icon: Pencil, tone: 'accent' },
  remove: { icon: Trash2, tone: 'red' },
}

function signOf(set: ChangeSet): Sign {
  if (set.undoes) return { icon: Undo2, tone: 'amber' }
  return byVia[set.via] ?? byKind[mainKind(set)] ?? byKind.update!
}

/** A set's disc: by which road it came and what it did. */
export function SetSign({ set }: Readonly<{ set: ChangeSet }>) {
  const { icon: Drawn, tone } = signOf(set)
  return (
    <span className={`zk-set-sign zk-tag-${tone}`} aria-hidden="true">
      <Drawn size={15} strokeWidth={1.5} />
    </span>
  )
}
