import { newLine, type Row, useMeta, useTexts, webTypeOf } from '#kernel/web'
import { VoiceNote } from './voice-note.tsx'

type Line = Row & Readonly<{ file: Readonly<{ id: string }> }>
type FilesProps = Readonly<{ value: unknown; onChange(lines: readonly Line[]): void; onBusy(isBusy: boolean): void }>

/** Files of a new follow-up, what was spoken among them: each is sent as soon as it is chosen, and there is always room for one more. */
export function ComposerFiles({ value, onChange, onBusy }: FilesProps) {
  const say = useTexts()
  const object = useMeta().objects.followUpFile
  const field = object?.fields.file
  const Input = field ? webTypeOf(field).Input : undefined
  if (!field || !Input) return null
  const lines = (value as readonly Line[] | null | undefined) ?? []
  const put = (place: number, file: unknown) =>
    onChange([
      ...lines.slice(0, place),
      ...(file ? [{ ...(lines[place] ?? newLine(object)), file: file as Line['file'] }] : []),
      ...lines.slice(place + 1),
    ])
  return (
    <div className="zk-act-facts">
      {[...lines, null].map((line, place) => (
        <Input
          key={line?.file.id ?? 'new'}
          value={line?.file ?? null}
          onChange={(file) => put(place, file)}
          field={field}
          object="followUpFile"
          row={{}}
          place="form"
          aria-label={say('activities.file')}
        />
      ))}
      <VoiceNote onSent={(file) => put(lines.length, file)} onBusy={onBusy} />
    </div>
  )
}
