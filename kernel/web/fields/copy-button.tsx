import { Copy } from 'lucide-react'
import { showToast } from '../data/toasts.ts'
import { useTexts } from '../i18n/texts.ts'

/** Puts a text into the clipboard and says so. */
export function CopyButton({ text }: Readonly<{ text: string }>) {
  const say = useTexts()
  const copy = async (event: React.MouseEvent) => {
    event.stopPropagation()
    try {
      await navigator.clipboard.writeText(text)
      showToast({ text: say('field.copied', { text }), tone: 'done' })
    } catch {
      showToast({ text: say('field.not-copied'), tone: 'error' })
    }
  }
  return (
    <button
      type="button"
      className="zk-plain-button zk-copy"
      aria-label={say('field.copy', { text })}
      title={say('field.copy.short')}
      onClick={copy}
    >
      <Copy size={14} strokeWidth={1.5} aria-hidden="true" />
    </button>
  )
}
