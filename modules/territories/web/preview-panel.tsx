import { AppLink, type PanelProps, useTexts } from '#kernel/web'
import { PreviewRun } from './preview-run.tsx'

/** What a plan would change, in short; the page beside it compares. */
export function Panel({ row: model }: PanelProps) {
  const say = useTexts()
  return (
    <PreviewRun model={model.id}>
      {() => <AppLink to={`/territories/recut/${model.id}`}>{say('territories.preview.compare')}</AppLink>}
    </PreviewRun>
  )
}
